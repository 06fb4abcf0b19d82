// What words are looked for: those that were typed, other forms of them, synonyms, and the nearest ones of the index
// where a word is in none of its pages (search/word_list.py).
(() => {
  const { ofPortals } = offered.searchPortals;
  const { fold, unspaced, fetchJson } = offered.searchText;

  const FORMS = 6; // other forms of a word that are looked for
  const CORRECTIONS = 4; // words that are taken for one that nobody wrote
  const ENDINGS = new Set(
    ("|s|es|e|n|en|er|ern|ers|em|ed|d|ing|ings|ly|y|ies|ied|al|or|ors|ion|ions|ation|ations|ment|ments|ance|ance|lation|lations" +
      "|led|ling|ler|st|t|te|ten|test|et|ung|ungen|lich|isch|in|innen|chen|x|ent|ons|ez|ait|aient|eur|euse").split("|")
  );

  // ---- the lists ----

  const files = new Map();

  const kept = (address, load) => {
    const key = address.href;
    if (!files.has(key)) {
      const loading = load(address);
      loading.catch(() => files.delete(key));
      files.set(key, loading);
    }
    return files.get(key);
  };
  const linesOf = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`no list of words: ${address}`);
    const lines = (await answer.text()).split("\n");
    return lines.filter(Boolean).map((word) => ({ word, folded: fold(word) }));
  };
  const listed = (portal, key) => kept(new URL(`words/${key}.txt`, portal.bundle), linesOf);
  const keysOf = (portal) => kept(new URL("words/words.json", portal.bundle), fetchJson);

  // The words that begin like this one; all of them for null.
  const wordsLike = async (word) => {
    const key = word === null ? null : word.codePointAt(0).toString(16);
    const lists = await ofPortals(async (portal) => {
      const wanted = (await keysOf(portal)).filter((each) => each === "all" || key === null || each === key);
      return (await Promise.all(wanted.map((each) => listed(portal, each)))).flat();
    });
    if (lists.length < 2) return lists.flat();
    return [...new Map(lists.flat().map((each) => [each.word, each])).values()];
  };

  // Groups of words that mean the same, each as folded phrases.
  const groupsOf = async () => {
    const found = await ofPortals((portal) => kept(portal.synonyms, fetchJson)).catch(() => []);
    return found.flat().map((group) => group.map((each) => fold(each)));
  };

  // ---- how near two words are ----

  const shared = (one, other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    return at;
  };

  // Whether two words are forms of one: they begin alike and go on with endings.
  const areForms = (one, other) => {
    const same = shared(one, other);
    if (same < Math.max(Math.min(one.length, other.length) < 5 ? 3 : 4, 0.6 * Math.min(one.length, other.length))) return false;
    const ends = (size) => ENDINGS.has(one.slice(size)) && ENDINGS.has(other.slice(size));
    return ends(same) || (same > 3 && ends(same - 1));
  };

  // Letters to add, leave out, replace or exchange with the next, between two words; more than `most` is not counted.
  // Damerau and Levenshtein's distance of optimal alignment.
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_each, at) => at);
    for (let row = 1; row <= one.length; row += 1) {
      const next = [row];
      for (let at = 1; at <= other.length; at += 1) {
        const change = one[row - 1] === other[at - 1] ? 0 : 1;
        next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + change);
        if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
          next[at] = Math.min(next[at], before[at - 2] + 1);
        }
      }
      if (Math.min(...next) > most) return most + 1;
      before = last;
      last = next;
    }
    return last[other.length];
  };

  const nearest = (word, list) => {
    const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    const found = [];
    for (const { word: own, folded } of list) {
      let away = distance(word, folded, most);
      // The beginning of a longer word, which somebody is still typing.
      if (away > 1 && word.length > 4 && folded.length > word.length) {
        const begun = Math.min(...[0, 1].map((more) => distance(word, folded.slice(0, word.length + more), 1)));
        away = Math.min(away, begun + 0.6);
      }
      if (away <= most) found.push({ word: own, folded, away: away + (folded[0] === word[0] ? 0 : 0.5) });
    }
    found.sort((one, other) => one.away - other.away || one.folded.length - other.folded.length);
    return found.filter((each) => each.away <= found[0].away + 0.5).slice(0, CORRECTIONS);
  };

  // Two words that were written as one.
  const halves = (word, list) => {
    const known = new Set(list.map(({ folded }) => folded));
    for (let at = 3; at <= word.length - 3; at += 1) {
      const parts = [word.slice(0, at), word.slice(at)];
      if (!parts.some((part) => known.has(part))) continue;
      const ofIndex = parts.map((part) => (known.has(part) ? part : (list.find(({ folded }) => areForms(part, folded)) || {}).word));
      if (ofIndex.every(Boolean)) return ofIndex;
    }
    return null;
  };

  // ---- what is looked for ----

  const isLatin = (word) => /^[\u0000-\u024f]/.test(word);

  // A synonym of a word that stands in texts counts less than the word; one in another script is for its readers.
  const weightOf = (name, said, known) => (known ? 0.3 : 0.8) * (isLatin(name) === isLatin(said) ? 1 : 0.6);

  const unique = (terms) => {
    const best = new Map();
    for (const term of terms) {
      const known = best.get(fold(term.text));
      if (!known || known.weight < term.weight) best.set(fold(term.text), term);
    }
    return [...best.values()];
  };

  const termsOf = async (typed) => {
    const word = fold(typed);
    if (unspaced(typed) || /[^-'’\p{L}\p{N}\p{M}]/u.test(typed)) return { terms: [{ text: typed, weight: 1 }], instead: null };
    const near = await wordsLike(word);
    const begun = near.some(({ folded }) => folded.startsWith(word));
    const forms = near
      .filter(({ folded }) => folded !== word && word.length > 3 && areForms(word, folded))
      .sort((one, other) => shared(word, other.folded) - shared(word, one.folded))
      .slice(0, FORMS);
    const terms = [...(begun ? [{ text: typed, weight: 1 }] : []), ...forms.map((each) => ({ text: each.word, weight: 0.9 }))];
    if (begun || word.length < 3 || /\d/.test(word)) return { terms, instead: null };
    if (terms.length) {
      // Another form is known, and nearer words may be meant all the same: "wating" is no form of "water".
      const slips = nearest(word, near).filter(({ away }) => away <= 1);
      return { terms: [...terms, ...slips.map((each) => ({ text: each.word, weight: 0.8 }))], instead: null };
    }
    let found = nearest(word, near);
    let list = near;
    if (!found.length || found[0].away > 1) {
      list = await wordsLike(null);
      found = nearest(word, list);
    }
    const parts = found.length && found[0].away <= 1 ? null : halves(word, list);
    if (parts) return { terms: parts.map((part) => ({ text: part, weight: 0.8 })), instead: parts.join(" ") };
    if (found.length) {
      return {
        terms: found.map((each) => ({ text: each.word, weight: 0.85 - 0.15 * each.away })),
        instead: found[0].word,
      };
    }
    const inside = word.length > 4 ? list.filter(({ folded }) => folded.includes(word)).slice(0, CORRECTIONS) : [];
    return { terms: inside.map((each) => ({ text: each.word, weight: 0.7 })), instead: null };
  };

  // For each word that was typed: what is asked for it, each with a weight up to 1, and the word of the index that is
  // taken for it, null where it is known.
  const lookedFor = async (typed) => {
    // Without the lists, words are asked as they were typed.
    const found = await Promise.all(
      typed.map((word) => termsOf(word).catch(() => ({ terms: [{ text: word, weight: 1 }], instead: null })))
    );
    const folded = typed.map(fold);
    const whole = ` ${folded.join(" ")} `;
    const all = await groupsOf();
    const meant = found.map(({ terms }, at) => [folded[at], ...terms.filter((each) => each.weight > 0.6).map((each) => fold(each.text))]);
    found.forEach((each, at) => {
      for (const group of all) {
        const phrase = group.find((name) => name.includes(" ") && whole.includes(` ${name} `) && name.split(" ").includes(folded[at]));
        const single = group.find((name) => meant[at].some((word) => word === name || (word.length > 3 && areForms(word, name))));
        if (!phrase && !single) continue;
        const said = phrase || single;
        const likely = each.instead && !group.includes(folded[at]) ? Math.max(0, ...each.terms.map((term) => term.weight)) : 1;
        const exact = each.instead && folded[at] === said;
        if (exact || (each.instead && group.some((name) => folded[at] === name || areForms(folded[at], name)))) {
          each.instead = null; // a synonym is known, though nobody wrote it
          each.terms = [];
        }
        const known = each.terms.some((term) => fold(term.text) === folded[at]);
        each.terms.push(...group.filter((name) => name !== said).map((name) => ({ text: name, weight: likely * weightOf(name, said, known) * (name === group[0] ? 1 : 0.85) })));
      }
      each.terms = unique(each.terms);
    });
    // Words that were written apart.
    await Promise.all(
      folded.slice(1).map(async (word, at) => {
        const joined = folded[at] + word;
        if (joined.length < 6) return;
        const list = await wordsLike(joined).catch(() => []);
        if (!list.some((each) => each.folded === joined)) return;
        for (const each of [found[at], found[at + 1]]) {
          each.terms.push({ text: joined, weight: 0.9 });
          each.instead = null;
        }
      })
    );
    return found.map((each, at) => ({ typed: typed[at], ...each }));
  };

  // ---- titles, where nothing was found ----

  const pairs = (name) => {
    const padded = ` ${fold(name)} `;
    return new Set(Array.from({ length: padded.length - 1 }, (_each, at) => padded.slice(at, at + 2)));
  };

  // The titles that share most pairs of letters with what was typed (Dice's coefficient), at most `count`.
  const nearestTitles = async (query, count) => {
    const asked = pairs(query);
    const titles = await ofPortals(async (portal) => {
      const found = await fetchJson(new URL("words/titles.json", portal.bundle));
      return found.map(([title, address]) => ({ title, href: new URL(address.replace(/^\/+/, ""), portal.root).href }));
    }).catch(() => []);
    return titles
      .flat()
      .map(({ title, href }) => {
        const own = pairs(title);
        const both = [...asked].filter((pair) => own.has(pair)).length;
        return { title, href, likeness: (2 * both) / (asked.size + own.size) };
      })
      .filter((each) => each.likeness > 0.2)
      .sort((one, other) => other.likeness - one.likeness)
      .slice(0, count);
  };

  const loadWords = () =>
    Promise.all([
      ofPortals(async (portal) => {
        const keys = await keysOf(portal);
        return keys[0] === "all" ? listed(portal, "all") : [];
      }),
      groupsOf(),
    ]);

  Object.assign(offered, { lookedFor, nearestTitles, loadWords, areForms });
})();
