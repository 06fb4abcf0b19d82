/* Messages in the language of the site, looked up as Python does it (i18n/catalog.py). `translation` stands before the
   parts of the script: site/translation.py makes it of the messages that they ask for. In English it holds none. */
const pluralForm = new Intl.PluralRules(translation.locale);

const fill = (message, values) =>
  values ? message.replace(/%(?:%|\((\w+)\)s)/g, (all, name) => (name ? values[name] : "%")) : message;

/* The message, its placeholders filled with `values`. */
const _ = (message, values) => fill(translation.messages[message] ?? message, values);

/* The message for a count; `%(num)s` stands for it. */
const ngettext = (one, many, num, values) => {
  const forms = translation.plurals[one] ?? { one, other: many };
  return fill(forms[pluralForm.select(num)] ?? forms.other, { num: figure(num), ...values });
};

/* A message with elements in the places of its placeholders, as texts and nodes. */
const nodesOf = (message, elements) =>
  message.split(/%\((\w+)\)s/).map((part, at) => (at % 2 ? elements[part] : part));

/* A whole number with thin spaces between thousands, as `figure` in text/numbers.py. */
const figure = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
