// A search box for other people's pages: <script src="https://library.example/widget.js" data-widget="ID"></script>.
// It draws itself behind the script, in a shadow of its own; it keeps nothing and sends nothing but the search.
// @ts-check
(() => {
  /** @typedef {{ accent: string, on: string }} Colours */
  /** @typedef {Record<'label' | 'placeholder' | 'search' | 'searching' | 'suggestions' | 'all' | 'failed', string>} Texts */
  /** @typedef {{ scheme: string, corner: string, colours: { light: Colours, dark: Colours }, texts: Texts }} Face */
  /** @typedef {{ title: string, author: string | null, lang: string | null, where: string, url: string | null }} Item */
  /** @typedef {{ text: string, kind: string }} Suggestion */
  /** @typedef {{ status: string, meant: { question: string, text: string } | null, items: Item[], allUrl: string | null }} Results */

  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const widget = script?.dataset['widget'];
  if (!script || !widget) return;
  const library = new URL(script.src).origin;
  const language =
    script.dataset['lang'] ?? /** @type {HTMLElement | null} */ (script.closest('[lang]'))?.lang ?? '';
  const door = `${library}/api/widget/${encodeURIComponent(widget)}`;
  const words = new URLSearchParams(language ? { lang: language } : {});

  const CORNERS = { square: '0', soft: '6px', round: '22px' };

  /** @param {Colours} colours @param {boolean} dark */
  const ground = (colours, dark) => `color-scheme:${dark ? 'dark' : 'light'};--accent:${colours.accent};
    --on:${colours.on};--ground:${dark ? '#16201b' : '#fff'};--ink:${dark ? '#f1f3ee' : '#16201b'};
    --soft:${dark ? '#b9c4bd' : '#4a564e'};--edge:${dark ? '#8d9a92' : '#748078'};--rule:${dark ? '#38443d' : '#d2d8ce'};`;

  /** @param {Face} face */
  function looks({ scheme, corner, colours }) {
    const round = CORNERS[/** @type {keyof typeof CORNERS} */ (corner)] ?? CORNERS.soft;
    const dark = ground(colours.dark, true);
    return `:host{all:initial;display:block;--round:${round};${scheme === 'dark' ? dark : ground(colours.light, false)}}
${scheme === 'auto' ? `@media(prefers-color-scheme:dark){:host{${dark}}}` : ''}
*{box-sizing:border-box}
.box{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);padding:.75rem;border-radius:var(--round);
overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:.5rem}
label{flex:1 1 100%;font-weight:600}
input,button{font:inherit;min-height:2.75rem;padding:.25rem .75rem;border-radius:var(--round)}
input{flex:1 1 10rem;min-width:0;color:inherit;background:var(--ground);border:1px solid var(--edge)}
input::placeholder{color:var(--soft);opacity:1}
button{flex:0 0 auto;font-weight:600;color:var(--on);background:var(--accent);border:1px solid var(--accent);cursor:pointer}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
p{margin:.75rem 0 0}p:empty{display:none}
ol{list-style:none;margin:.5rem 0 0;padding:0}
li{padding:.5rem 0;border-top:1px solid var(--rule)}
a{color:var(--accent);font-weight:600;display:inline-block;padding:.2rem 0}
form{position:relative}
ul{list-style:none;margin:0;padding:.25rem;position:absolute;z-index:9;top:100%;left:0;right:0;background:var(--ground);
border:1px solid var(--edge);border-radius:var(--round)}
ul[hidden]{display:none}
ul li{padding:.5rem .75rem;border:0;cursor:pointer}
ul li[aria-selected=true]{outline:3px solid var(--ink);outline-offset:-3px}
small{display:block;font-size:.875rem;color:var(--soft)}`;
  }

  /**
   * @param {string} name @param {Record<string, string>} [attributes] @param {string} [text]
   */
  function element(name, attributes = {}, text = '') {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  }

  /** @param {string} path @returns {Promise<any>} */
  async function ask(path) {
    const answer = await fetch(door + path, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  /** @param {string} url @param {string} text */
  // Out of an iframe into the whole window.
  const link = (url, text) => element('a', { href: library + url, target: '_top' }, text);

  /** @param {Item} item */
  function line({ title, author, lang, where, url }) {
    const row = element('li');
    const name = url ? link(url, title) : element('strong', {}, title);
    name.setAttribute('dir', 'auto');
    if (lang) name.setAttribute('lang', lang);
    row.append(name);
    if (author) row.append(element('small', { dir: 'auto' }, author));
    row.append(element('small', {}, where));
    return row;
  }

  /**
   * What may be meant, below the field, as a list that the arrow keys walk along.
   * @param {HTMLInputElement} field @param {string} label @param {() => void} search
   */
  function suggesting(field, label, search) {
    const list = element('ul', { id: 'meant', role: 'listbox', 'aria-label': label, hidden: '' });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let asked = 0;
    let at = -1;

    /** @param {Suggestion[]} items */
    function show(items) {
      at = -1;
      list.replaceChildren(...items.map(option));
      list.hidden = items.length === 0;
      field.setAttribute('aria-expanded', String(items.length > 0));
      field.removeAttribute('aria-activedescendant');
    }
    function close() {
      clearTimeout(timer);
      asked += 1;
      show([]);
    }
    /** @param {Suggestion} item @param {number} index */
    function option({ text, kind }, index) {
      const row = element('li', { id: `meant-${index}`, role: 'option', 'aria-selected': 'false' });
      row.append(element('span', { dir: 'auto' }, text), element('small', {}, kind));
      // Before the field loses the focus, which closes the list.
      row.addEventListener('pointerdown', (event) => event.preventDefault());
      row.addEventListener('click', () => take(text));
      return row;
    }
    /** @param {string} text */
    function take(text) {
      field.value = text;
      search();
    }
    /** @param {number} by */
    function move(by) {
      const count = list.children.length + 1;
      at = ((at + 1 + by + count) % count) - 1;
      [...list.children].forEach((row, i) => row.setAttribute('aria-selected', String(i === at)));
      if (at < 0) field.removeAttribute('aria-activedescendant');
      else field.setAttribute('aria-activedescendant', `meant-${at}`);
    }

    field.addEventListener('input', () => {
      const q = field.value.trim();
      close();
      if (q.length < 2) return;
      const mine = asked;
      timer = setTimeout(async () => {
        const found = await ask(`/suggest?${query(q)}`).catch(() => ({ items: [] }));
        if (mine === asked) show(found.items);
      }, 150);
    });
    field.addEventListener('keydown', (event) => {
      if (list.hidden) return;
      const lit = list.children[at]?.firstChild?.textContent;
      if (event.key === 'ArrowDown') move(1);
      else if (event.key === 'ArrowUp') move(-1);
      else if (event.key === 'Escape') close();
      else if (event.key === 'Enter' && lit) take(lit);
      else return;
      event.preventDefault();
    });
    field.addEventListener('blur', close);
    return { list, close };
  }

  /** @param {string} q */
  function query(q) {
    const asked = new URLSearchParams(words);
    asked.set('q', q);
    return asked;
  }

  /** @param {ShadowRoot} root @param {Face} face */
  function draw(root, face) {
    const { texts } = face;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(looks(face));
    root.adoptedStyleSheets = [sheet];

    const box = element('div', { class: 'box' });
    const form = element('form', { role: 'search', 'aria-label': texts.label });
    const field = /** @type {HTMLInputElement} */ (
      element('input', {
        id: 'q',
        type: 'search',
        placeholder: texts.placeholder,
        maxlength: '200',
        autocomplete: 'off',
        role: 'combobox',
        'aria-expanded': 'false',
        'aria-controls': 'meant',
        'aria-autocomplete': 'list',
        enterkeyhint: 'search',
      })
    );
    // Read out when it changes; it stands there from the beginning.
    const status = element('p', { role: 'status' });
    const list = element('ol', { 'aria-label': texts.label, hidden: '' });
    const all = element('p');
    const other = element('p');
    const meant = suggesting(field, texts.suggestions, () =>
      form.dispatchEvent(new Event('submit', { cancelable: true })),
    );
    form.append(
      element('label', { for: 'q' }, texts.label),
      field,
      element('button', { type: 'submit' }, texts.search),
      meant.list,
    );
    box.append(form, status, other, list, all);
    root.append(box);

    /** @param {string} text */
    function spelling(text) {
      const button = element('button', { type: 'button' }, text);
      button.addEventListener('click', () => {
        field.value = text;
        field.focus();
        form.dispatchEvent(new Event('submit', { cancelable: true }));
      });
      return button;
    }

    let asked = 0;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      meant.close();
      const mine = (asked += 1);
      status.textContent = texts.searching;
      /** @type {Results} */
      let found = { status: texts.failed, meant: null, items: [], allUrl: null };
      try {
        found = await ask(`/search?${query(field.value)}`);
      } catch {
        // What went wrong is said in the status.
      }
      // A slow answer never replaces a newer one.
      if (mine !== asked) return;
      status.textContent = found.status;
      other.replaceChildren(...(found.meant ? [`${found.meant.question} `, spelling(found.meant.text)] : []));
      list.replaceChildren(...found.items.map(line));
      list.hidden = found.items.length === 0;
      all.replaceChildren(...(found.allUrl ? [link(found.allUrl, texts.all)] : []));
    });
  }

  const host = document.createElement('div');
  script.after(host);
  const root = host.attachShadow({ mode: 'open' });
  ask(`?${words}`).then(
    (/** @type {Face} */ face) => draw(root, face),
    // A page that the widget was not made for, or one that is switched off: nothing is shown.
    () => host.remove(),
  );
})();
