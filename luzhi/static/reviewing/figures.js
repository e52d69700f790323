/* What each figure token of the text says: brought with the page, asked for when others come, drawn as chips. A chip is amber where
   its value is another than the corrected text printed, or than it was when the text was last saved; red where it can't be counted. The token itself is never touched: it is what is saved. */
(() => {
  "use strict";
  const root = document.getElementById("review-editor");
  if (!root) return;
  const page = JSON.parse(document.getElementById("reviewing").textContent);
  const say = root.dataset;
  const told = new Map(Object.entries(page.told));
  const views = new Set();
  let timer = 0, wanted = new Set();

  /* What this page showed of the figures, sent with the text: what the records say later is compared with it. */
  const shown = () => Object.fromEntries([...told].filter(([, card]) => card.printed).map(([token, card]) => [token, card.printed]));

  const bare = (token) => token.slice(2, -2).trim();
  const of = (token) => {
    const card = told.get(token);
    if (!card) return { state: "", words: say.loading, note: "", title: bare(token) };
    if (card.fault) return { state: "late", words: bare(token), note: say.gone, title: card.fault };
    const corrected = card.was && card.was !== card.printed;
    const before = (corrected ? card.was : card.seen) || card.printed;
    const changed = before !== card.printed;
    const since = corrected ? say.was : say.seen;
    const note = changed ? `${since}${before}` : "";
    const told_ = [card.label, card.window, card.exact, ...(changed ? [`${since}${before}，${say.now}${card.printed}`] : [])];
    return { state: changed ? "wait" : "done", words: card.printed, note, title: told_.join(" · ") };
  };
  const printed = (token) => { const card = told.get(token); return card?.printed ?? (card ? bare(token) : token); };

  const token = () => decodeURIComponent(document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "");
  const post = (tokens) => fetch(page.tokens, {
    method: "POST", redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify({ tokens, cut_off: document.getElementById("id_cut_off")?.value ?? "" }),
  });
  const draw = () => { views.forEach((view) => view.draw()); root.dispatchEvent(new Event("told")); };
  const ask = async () => {
    const tokens = [...wanted];
    wanted = new Set();
    const answer = await post(tokens).catch(() => null);
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!found) { tokens.forEach((each) => wanted.add(each)); return; } // asked for again with the next one
    Object.entries(found).forEach(([each, card]) => told.set(each, card));
    draw();
  };
  const want = (tokens) => {
    tokens.filter((each) => !told.has(each)).forEach((each) => wanted.add(each));
    clearTimeout(timer);
    if (wanted.size) timer = setTimeout(ask, 60);
  };
  const again = () => { const tokens = [...told.keys()]; if (tokens.length) { tokens.forEach((each) => wanted.add(each)); ask(); } };

  const fill = (dom, each) => {
    const shown = of(each);
    dom.className = `figure-chip ${shown.state}`;
    dom.title = shown.title;
    const words = document.createElement("span");
    words.textContent = shown.words;
    dom.replaceChildren(words);
    if (!shown.note) return;
    const note = document.createElement("small");
    note.textContent = `（${shown.note}）`;
    dom.append(note);
  };

  /* A figure within a line. */
  class Chip {
    constructor(node) {
      this.token = node.attrs.token;
      this.dom = document.createElement("span");
      this.draw();
      want([this.token]);
      views.add(this);
    }
    draw() { fill(this.dom, this.token); }
    update(node) {
      if (node.type.name !== "figure") return false;
      this.token = node.attrs.token;
      want([this.token]);
      this.draw();
      return true;
    }
    ignoreMutation() { return true; }
    destroy() { views.delete(this); }
  }

  /* A chart: its title, and a row with a bar for each of its figures. */
  class Chart {
    constructor(node) {
      this.node = node;
      this.dom = document.createElement("figure");
      this.dom.className = "review-chart";
      this.draw();
      want(node.attrs.tokens);
      views.add(this);
    }
    draw() {
      const { title, tokens } = this.node.attrs;
      const most = Math.max(...tokens.map((each) => told.get(each)?.value ?? 0), 0) || 1;
      const caption = document.createElement("figcaption");
      caption.textContent = title;
      this.dom.replaceChildren(caption, ...tokens.map((each) => {
        const row = document.createElement("div"), label = document.createElement("span"), bar = document.createElement("i");
        const chip = document.createElement("span");
        const card = told.get(each);
        label.textContent = card?.label ? `${card.label}（${card.window}）` : bare(each);
        bar.style.setProperty("--share", `${Math.max(0, (card?.value ?? 0) / most) * 100}%`);
        fill(chip, each);
        row.append(label, bar, chip);
        return row;
      }));
    }
    update(node) {
      if (node.type.name !== "chart") return false;
      this.node = node;
      want(node.attrs.tokens);
      this.draw();
      return true;
    }
    ignoreMutation() { return true; }
    destroy() { views.delete(this); }
  }

  document.getElementById("id_cut_off")?.addEventListener("change", again);
  Object.assign(globalThis.reviewing, { page, root, say, told, of, printed, want, shown, bare, Chip, Chart });
})();
