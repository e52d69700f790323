/* The panel of the figure that is chosen in the text: what it is, its period to change, its rows, its removal. */
(() => {
  "use strict";
  const { root, say, told, of, bare, windowChoice, tokenOf } = globalThis.reviewing ?? {};
  if (!root) return;
  const panel = document.getElementById("figure-panel");
  const show = (name, words) => {
    const part = panel.querySelector(`[data-show=${name}]`);
    part.textContent = words ?? "";
    part.hidden = !words;
  };
  let at = null, view = null;

  const selected = () => {
    const { node, from } = view?.state.selection ?? {};
    return node?.type.name === "figure" && from === at ? node : null;
  };
  const change = () => {
    const node = selected(), written = choice.read();
    if (!node || !written) return;
    const code = bare(node.attrs.token).split("|")[0].trim();
    view.dispatch(view.state.tr.setNodeAttribute(at, "token", tokenOf(code, written, choice.level())));
    const { NodeSelection } = ProseMirror;
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
    draw();
  };
  const choice = windowChoice(panel.querySelector("[data-window]"), change);

  const draw = () => {
    const node = selected();
    if (!node) return;
    const token = node.attrs.token, card = told.get(token), state = of(token);
    panel.querySelector("h3").textContent = card?.label ? `${card.label} · ${card.window}` : bare(token);
    show("printed", card?.printed);
    show("exact", card?.exact && card.exact !== card.printed ? card.exact : "");
    show("fault", card?.fault);
    show("changed", state.state === "wait" ? `${state.note}，${say.now}${card.printed}` : "");
    show("definition", card?.definition);
    const rows = panel.querySelector("[data-rows]");
    rows.hidden = !card?.url;
    if (card?.url) { rows.href = card.url; rows.dataset.drawer = card.label; }
  };
  const stand = () => {
    const frame = root.getBoundingClientRect(), chip = view.coordsAtPos(at);
    const left = Math.min(chip.left - frame.left, frame.width - panel.offsetWidth);
    panel.style.setProperty("--below", `${chip.bottom - frame.top + 8}px`); // on a phone it stands at the foot, whatever these say
    panel.style.setProperty("--beside", `${Math.max(0, left)}px`);
    if (getComputedStyle(panel).position === "fixed") view.nodeDOM(at).scrollIntoView({ block: "center" });
    else panel.scrollIntoView({ block: "nearest" });
  };
  const open = (of_, place, enter) => {
    view = of_;
    at = place;
    const [, written, level] = bare(selected().attrs.token).split("|").map((part) => part.trim());
    choice.write(written, level);
    panel.hidden = false;
    draw();
    stand();
    if (enter) panel.querySelector("select").focus();
  };
  const close = (back) => {
    if (panel.hidden) return;
    panel.hidden = true;
    if (back) view.focus();
  };
  addEventListener("pointerdown", (event) => { if (!event.target.closest?.(".figure-panel, .figure-chip, .offcanvas")) close(false); });
  root.addEventListener("told", () => { if (!panel.hidden) draw(); });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); close(true); } });
  panel.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act === "remove" && selected()) view.dispatch(view.state.tr.deleteSelection());
    if (act) close(true);
  });
  panel.addEventListener("change", (event) => event.stopPropagation()); // not a field of the form
  panel.addEventListener("input", (event) => event.stopPropagation());

  Object.assign(globalThis.reviewing, { panel: { open, close, follow: () => { if (!panel.hidden && !selected()) close(false); } } });
})();
