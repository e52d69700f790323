/* Choosing: a period, a figure out of the list with live values, the figures of a chart. */
(() => {
  "use strict";
  const { page, root, say, told, of, want } = globalThis.reviewing ?? {};
  if (!root) return;

  /* The controls of a period; `read` gives it as a token writes it, or "" while it is not whole. */
  const WRITTEN = [
    ["quarter", /^(\d{4})Q([1-4])$/], ["month", /^(\d{4})-(\d{2})$/], ["year", /^(\d{4})$/],
    ["since", /^since (\d{4}-\d{2}-\d{2})$/], ["span", /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/],
  ];
  const windowChoice = (place, changed) => {
    place.replaceChildren(document.getElementById("window-choice").content.cloneNode(true));
    const part = (name) => place.querySelector(`[data-part=${name}]`);
    const show = () => place.querySelectorAll("[data-for]").forEach((each) => {
      each.hidden = !each.dataset.for.split(" ").includes(part("kind").value);
    });
    place.querySelector("[data-level]").hidden = !page.levels;
    const read = () => {
      const year = part("year").value, from = part("from").value, to = part("to").value;
      return {
        year: year.length === 4 ? year : "",
        quarter: year.length === 4 ? `${year}Q${part("quarter").value}` : "",
        month: year.length === 4 && part("month").checkValidity() && part("month").value ? `${year}-${part("month").value.padStart(2, "0")}` : "",
        since: from && `since ${from}`,
        span: from && to && to >= from ? `${from}..${to}` : "",
      }[part("kind").value];
    };
    const write = (written, level = "own") => {
      const [kind, found] = WRITTEN.map(([name, pattern]) => [name, pattern.exec(written)]).find(([, match]) => match) ?? ["year", null];
      part("kind").value = kind;
      part("year").value = found && !["since", "span"].includes(kind) ? found[1] : page.year;
      part("from").value = ["since", "span"].includes(kind) && found ? found[1] : `${page.year}-01-01`;
      part("to").value = kind === "span" && found ? found[2] : `${page.year}-12-31`;
      if (kind === "quarter") part("quarter").value = found[2];
      if (kind === "month") part("month").value = Number(found[2]);
      part("level").value = level;
      show();
    };
    place.addEventListener("change", () => { show(); if (read()) changed(); });
    return { read, write, level: () => part("level").value };
  };
  const tokenOf = (code, written, level) => `{{${[code, written, ...(level === "below" ? ["below"] : [])].join(" | ")}}}`;

  /* The list: typed words narrow it, arrows move in it, Enter takes; the values are those of the chosen period. */
  const list = document.getElementById("figure-list");
  const input = list.querySelector("input[type=search]"), quick = list.querySelector("[data-window]");
  const options = document.getElementById("figure-options"), problem = list.querySelector("[data-problem]");
  const place = list.querySelector("[data-choice]");
  const cache = new Map();
  let rooms = [], take = null, active = -1, asking = 0;
  page.windows.forEach(({ window: written, label }) => quick.prepend(new Option(label, written)));
  quick.append(...[...quick.options].slice(0, -1).reverse(), quick.options[quick.options.length - 1]);
  quick.selectedIndex = 0;
  const choice = windowChoice(place, () => load());
  choice.write("");
  const period = () => quick.value || choice.read();

  const load = async () => {
    const asked = ++asking, written = period(), level = choice.level();
    place.hidden = Boolean(quick.value) && !page.levels;
    place.querySelectorAll("label:not([data-level])").forEach((each) => { if (quick.value) each.hidden = true; });
    const address = `${page.figures}?${new URLSearchParams({ window: written, level })}`;
    if (!cache.has(address)) {
      options.setAttribute("aria-busy", "true");
      const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
      const found = await answer?.json().catch(() => null) ?? { error: say.unreachable };
      if (asked !== asking) return;
      problem.textContent = found.error ?? "";
      problem.hidden = !found.error;
      if (!found.error) cache.set(address, found.rooms);
    }
    options.removeAttribute("aria-busy");
    rooms = cache.get(address) ?? [];
    show();
  };
  const option = (each) => {
    const line = document.createElement("div"), label = document.createElement("span"), value = document.createElement("b");
    line.setAttribute("role", "option");
    line.id = `figure-option-${each.code}`;
    line.dataset.code = each.code;
    label.textContent = each.label;
    value.textContent = each.printed;
    line.append(label, value);
    return line;
  };
  const group = (label, figures) => {
    const part = document.createElement("div"), head = document.createElement("p");
    part.setAttribute("role", "group");
    part.setAttribute("aria-label", label);
    head.textContent = label;
    part.append(head, ...figures.map(option));
    return part;
  };
  const show = () => {
    const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (each) => words.every((word) => each.sought.includes(word));
    const found = rooms.map(({ room, figures }) => ({ room, figures: figures.filter(fits) }));
    const parts = found.map(({ room, figures }) => [room, figures.filter((each) => each.counts)]);
    parts.push([options.dataset.without, found.flatMap(({ figures }) => figures.filter((each) => !each.counts))]);
    options.replaceChildren(...parts.filter(([, figures]) => figures.length).map(([label, figures]) => group(label, figures)));
    list.querySelector("[data-none]").hidden = Boolean(options.childElementCount) || !rooms.length;
    move(0);
  };
  const lines = () => [...options.querySelectorAll("[role=option]")];
  const move = (to) => {
    const all = lines();
    active = Math.max(0, Math.min(to, all.length - 1));
    all.forEach((each, at) => each.setAttribute("aria-selected", String(at === active)));
    if (all[active]) input.setAttribute("aria-activedescendant", all[active].id); else input.removeAttribute("aria-activedescendant");
    all[active]?.scrollIntoView({ block: "nearest" });
  };
  const chosen = (line) => {
    const written = period();
    if (!line || !written) return;
    const taken = tokenOf(line.dataset.code, written, page.levels ? choice.level() : "own");
    list.close();
    take?.(taken);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) show(); });
  input.addEventListener("compositionend", show);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) { event.preventDefault(); move(active + step); }
    if (event.key === "Enter") { event.preventDefault(); chosen(lines()[active]); }
  });
  options.addEventListener("click", (event) => chosen(event.target.closest("[role=option]")));
  quick.addEventListener("change", () => { choice.write(period(), choice.level()); load(); });
  const pick = (then) => {
    take = then;
    input.value = "";
    list.showModal();
    input.focus();
    load();
  };

  /* A chart: what it shows, in words, and its figures in their order. */
  const MOST = 12;
  const form = document.getElementById("chart-form"), bars = form.querySelector("[data-bars]"), title = form.querySelector("[data-title]");
  let tokens = [], done = null;
  const drawBars = () => {
    bars.replaceChildren(...tokens.map((each, at) => {
      const line = form.querySelector("template").content.firstElementChild.cloneNode(true);
      const card = told.get(each);
      line.firstElementChild.textContent = card?.label ? `${card.label}（${card.window}） ${card.printed}` : of(each).words;
      line.querySelector("[data-up]").disabled = at === 0;
      line.querySelector("[data-up]").addEventListener("click", () => { tokens.splice(at - 1, 0, ...tokens.splice(at, 1)); drawBars(); });
      line.querySelector("[data-drop]").addEventListener("click", () => { tokens.splice(at, 1); drawBars(); });
      return line;
    }));
    const add = form.querySelector("[data-add]");
    add.disabled = tokens.length >= MOST;
    add.title = add.disabled ? say.most : "";
  };
  root.addEventListener("told", () => { if (form.open) drawBars(); });
  form.querySelector("[data-add]").addEventListener("click", () => pick((token) => {
    tokens.push(token);
    want([token]);
    drawBars();
  }));
  form.querySelector("[data-done]").addEventListener("click", () => {
    const words = reviewing.strip(title.value.replaceAll("{{", "").replaceAll("}}", ""));
    const units = new Set(tokens.map((token) => told.get(token)?.unit).filter((unit) => unit !== undefined));
    const alert = form.querySelector("[role=alert]");
    alert.textContent = !words || !tokens.length ? alert.dataset.empty : units.size > 1 ? alert.dataset.units : "";
    alert.hidden = !alert.textContent;
    if (alert.textContent) { title.focus(); return; }
    form.close();
    done({ title: words, tokens });
  });
  const chart = (before, then) => {
    tokens = [...(before?.tokens ?? [])];
    title.value = before?.title ?? "";
    done = then;
    form.querySelector("[role=alert]").hidden = true;
    drawBars();
    form.showModal();
    title.focus();
  };
  [list, form].forEach((dialog) => dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close()));

  Object.assign(globalThis.reviewing, { windowChoice, tokenOf, pick, chart, list, form });
})();
