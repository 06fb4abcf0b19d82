/* Messages and numbers in the language of the site, looked up and written as Python does it (i18n/catalog.py,
   text/numbers.py). `translation` stands before the parts of the script: site/translation.py makes it of the messages
   that they ask for. In English it holds none. */
const pluralForm = new Intl.PluralRules(translation.locale);

const fill = (message, values) =>
  values ? message.replace(/%(?:%|\((\w+)\)s)/g, (all, name) => (name ? values[name] : "%")) : message;

/* The message, its placeholders filled with `values`. */
const _ = (message, values) => fill(translation.messages[message] ?? message, values);

/* The text for a count, of those that a language has by the names of its plural forms: `one`, `few`, `other`. */
const countText = (forms, num, values) =>
  fill(forms[pluralForm.select(num)] ?? forms.other, { num: figure(num), ...values });

/* The message for a count; `%(num)s` stands for it. */
const ngettext = (one, many, num, values) =>
  countText(translation.plurals[one] ?? { one, other: many }, num, values);

/* A message with elements in the places of its placeholders, as texts and nodes. */
const nodesOf = (message, elements) =>
  message.split(/%\((\w+)\)s/).map((part, at) => (at % 2 ? elements[part] : part));

/* A whole number with thin spaces between thousands, as `figure` of text/numbers.py. */
const figure = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/* A share of 1 in whole percent, with decimals where it would read as nothing or as all, as `percent_of` there. */
const percent = (share) => {
  const exact = 100 * share;
  const whole = Math.round(exact);
  const rest = Math.abs(exact - whole);
  const decimals = Math.max(1, 1 - Math.floor(Math.log10(rest)));
  const shown = (whole === 0 || whole === 100) && rest > 1e-9 ? Number(exact.toFixed(decimals)) : whole;
  return `${String(shown).replace(".", translation.decimal)}\u00a0%`;
};
