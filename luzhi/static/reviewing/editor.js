/* The review editor over the field `text`. The field keeps the markup and stays what is saved; writing.js keeps its drafts. */
(() => {
  "use strict";
  const { root, page, say, read, write, told, words, slice, shown, pick, chart, panel, clipboard, Chip, Chart } = globalThis.reviewing ?? {};
  const field = document.getElementById("id_text");
  if (!root || !field) return;
  const {
    EditorState, EditorView, InputRule, NodeSelection, Plugin, Schema, Selection, TextSelection, addColumnAfter, addRowAfter,
    baseKeymap, chainCommands, closeHistory, deleteColumn, deleteRow, deleteTable, dropCursor, gapCursor, goToNextCell, history,
    inputRules, isInTable, keymap, redo, setBlockType, tableEditing, textblockTypeInputRule, toggleMark, undo,
  } = ProseMirror;

  const one = { default: 1 };
  const chartFrom = (dom) => ({ title: dom.dataset.title, tokens: JSON.parse(dom.dataset.tokens) });
  const schema = new Schema({
    nodes: {
      doc: { content: "block+" },
      paragraph: { group: "block", content: "inline*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
      heading: {
        group: "block", content: "inline*", attrs: { level: one }, defining: true,
        parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(level, 3) } })),
        toDOM: (node) => [`h${node.attrs.level}`, 0],
      },
      blockquote: { group: "block", content: "inline*", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
      table: {
        group: "block", content: "table_row+", tableRole: "table", isolating: true,
        parseDOM: [{ tag: "table" }], toDOM: () => ["table", ["tbody", 0]],
      },
      table_row: { content: "table_cell+", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
      table_cell: {
        content: "inline*", tableRole: "cell", isolating: true,
        attrs: { colspan: one, rowspan: one, colwidth: { default: null } }, // a cell is one cell
        parseDOM: [{ tag: "td" }, { tag: "th" }], toDOM: () => ["td", 0],
      },
      chart: {
        group: "block", atom: true, attrs: { title: {}, tokens: {} },
        parseDOM: [{ tag: "figure[data-tokens]", getAttrs: chartFrom }],
        toDOM: ({ attrs }) => ["figure", { "data-title": attrs.title, "data-tokens": JSON.stringify(attrs.tokens) }],
      },
      text: { group: "inline" },
      figure: {
        group: "inline", inline: true, atom: true, draggable: true, attrs: { token: {} },
        parseDOM: [{ tag: "span[data-token]", getAttrs: (dom) => ({ token: dom.dataset.token }) }],
        toDOM: (node) => ["span", { "data-token": node.attrs.token }, words(node)],
      },
    },
    marks: {
      strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }, { style: "font-weight=bold" }], toDOM: () => ["strong", 0] },
    },
  });
  const { nodes, marks } = schema;
  const from = (text) => schema.nodeFromJSON(read(text));

  /* A chosen figure or chart is never typed over: what is typed comes after it. */
  const chosen = (state) => (state.selection instanceof NodeSelection && ["figure", "chart"].includes(state.selection.node.type.name) ? state.selection.node : null);
  const after = (view) => {
    if (!chosen(view.state)) return false;
    const { selection, doc, tr } = view.state;
    view.dispatch(tr.setSelection(Selection.near(doc.resolve(selection.to), 1)));
    return true;
  };
  const typedAfter = (view, _from, _to, text) => {
    if (!after(view)) return false;
    if (chosen(view.state)) return true; // nothing but another chart follows: there is no place for words
    view.dispatch(view.state.tr.insertText(text));
    return true;
  };
  /* The first Backspace or Delete chooses the figure beside the cursor, the second one removes it. */
  const choose = (side) => (state, dispatch) => {
    const { $cursor } = state.selection;
    const node = side < 0 ? $cursor?.nodeBefore : $cursor?.nodeAfter;
    if (node?.type !== nodes.figure) return false;
    const at = side < 0 ? $cursor.pos - node.nodeSize : $cursor.pos;
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, at)));
    return true;
  };
  const open = (state, _dispatch, view) => {
    const node = chosen(state);
    if (!node || !view) return false;
    if (node.type === nodes.figure) panel.open(view, state.selection.from, true); else chartAt(view, state.selection.from, node);
    return true;
  };
  const chartAt = (view, at, node) => chart(node.attrs, (attrs) => {
    view.dispatch(view.state.tr.setNodeMarkup(at, null, attrs));
    view.focus();
  });

  const put = (node) => { // at the cursor, never over a chosen figure
    after(view);
    view.dispatch(view.state.tr.replaceSelectionWith(node, node.isInline).scrollIntoView());
    view.focus();
  };
  const block = (content) => { // behind the block in which the cursor stands; an empty paragraph gives way
    const { $from } = view.state.selection;
    const index = $from.index(0), depth = view.state.doc.child(Math.min(index, view.state.doc.childCount - 1));
    const start = $from.posAtIndex(index, 0), empty = depth.type === nodes.paragraph && !depth.content.size;
    const tr = view.state.tr.replaceWith(empty ? start : start + depth.nodeSize, start + depth.nodeSize, content);
    const place = (empty ? start : start + depth.nodeSize) + 1;
    view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(place), 1)).scrollIntoView());
    view.focus();
  };
  const hint = (text) => { root.querySelector("[data-said]").textContent = text; };
  const table = () => {
    const { $from } = view.state.selection, index = $from.index(0), { doc } = view.state;
    const beside = [index, index + 1, ...(doc.maybeChild(index)?.content.size ? [] : [index - 1])];
    if (beside.some((at) => doc.maybeChild(at)?.type === nodes.table)) { hint(say.neighbour); return; }
    const row = () => nodes.table_row.create(null, [0, 1, 2].map(() => nodes.table_cell.create()));
    block(nodes.table.create(null, [row(), row(), row()]));
  };
  const figure = () => pick((token) => put(nodes.figure.create({ token })));
  const pickFigure = () => { figure(); return true; };

  /* Markup from beside the text: words at the cursor, blocks behind its block. */
  const insert = (markup, whole) => {
    const { content } = from(markup);
    if (whole || content.childCount > 1 || content.firstChild.type !== nodes.paragraph) { block(content); return; }
    after(view);
    view.dispatch(view.state.tr.replaceSelection(slice(content)).scrollIntoView());
    view.focus();
  };

  const tools = {
    figure, table,
    chart: () => chart(null, (attrs) => block(nodes.chart.create(attrs))),
    check: () => {
      const form = document.getElementById("review-check");
      form.elements.text.value = words(view.state.doc);
      form.submit();
    },
  };
  const commands = {
    paragraph: setBlockType(nodes.paragraph), quote: setBlockType(nodes.blockquote),
    heading1: setBlockType(nodes.heading, { level: 1 }), heading2: setBlockType(nodes.heading, { level: 2 }),
    heading3: setBlockType(nodes.heading, { level: 3 }), strong: toggleMark(marks.strong), undo, redo,
    row: addRowAfter, column: addColumnAfter, "no-row": deleteRow, "no-column": deleteColumn, "no-table": deleteTable,
  };
  const rules = inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
      textblockTypeInputRule(/^>\s$/, nodes.blockquote),
      new InputRule(/\*\*([^*]+)\*\*$/, (state, match, start, end) => {
        const kept = state.doc.slice(start + 2, end - 1).content; // the last star is not in the text yet
        return state.tr.replaceWith(start, end, kept).addMark(start, start + kept.size, marks.strong.create()).removeStoredMark(marks.strong);
      }),
      new InputRule(/(?:\{\{|｛｛)$/, (state, _match, start, end) => { setTimeout(figure); return closeHistory(state.tr).delete(start, end); }),
    ],
  });
  const keys = keymap({
    "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo, "Mod-b": commands.strong, "Mod-/": pickFigure,
    "Mod-Alt-0": commands.paragraph, "Mod-Alt-1": commands.heading1, "Mod-Alt-2": commands.heading2, "Mod-Alt-3": commands.heading3,
    Backspace: choose(-1), Delete: choose(1), Tab: goToNextCell(1), "Shift-Tab": goToNextCell(-1),
    Enter: chainCommands(open, (state, dispatch, view) => (isInTable(state) ? goToNextCell(1)(state, dispatch, view) || true : false)),
  });

  /* The field follows every change of the text by its writer; nothing else writes into it. */
  let filling = false;
  const follow = new Plugin({
    view: () => ({
      update: (view, before) => {
        panel.follow();
        light(view.state);
        if (filling || view.state.doc.eq(before.doc)) return;
        field.value = write(view.state.doc);
        hint("");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      },
    }),
  });
  const begin = () => EditorState.create({
    doc: from(field.value),
    plugins: [rules, keys, keymap(baseKeymap), history(), gapCursor(), dropCursor({ class: "review-drop", color: false }), tableEditing(), follow],
  });

  const bar = root.querySelector("[role=toolbar]"), buttons = [...bar.querySelectorAll("[data-tool]")];
  const inBlock = (state, type, attrs) => state.selection.$from.parent.hasMarkup(type, attrs);
  const light = (state) => {
    const pressed = {
      paragraph: inBlock(state, nodes.paragraph), quote: inBlock(state, nodes.blockquote),
      strong: state.storedMarks ? Boolean(marks.strong.isInSet(state.storedMarks)) : Boolean(marks.strong.isInSet(state.selection.$from.marks())),
      ...Object.fromEntries([1, 2, 3].map((level) => [`heading${level}`, inBlock(state, nodes.heading, { level })])),
    };
    for (const button of buttons) {
      const name = button.dataset.tool, command = commands[name];
      if (name in pressed) button.setAttribute("aria-pressed", String(pressed[name]));
      if (command) button.setAttribute("aria-disabled", String(!command(state) && !pressed[name]));
    }
    bar.querySelector(".in-table").hidden = !isInTable(state);
  };
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays in the text
  bar.addEventListener("click", (event) => {
    const name = event.target.closest("[data-tool]")?.dataset.tool;
    if (!name) return;
    hint("");
    if (tools[name]) { tools[name](); return; }
    commands[name](view.state, view.dispatch, view);
    view.focus();
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const shown = buttons.filter((each) => each.offsetParent);
    shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length].focus();
  });
  bar.addEventListener("focusin", (event) => buttons.forEach((each) => { each.tabIndex = each === event.target ? 0 : -1; }));
  buttons.forEach((each, at) => { each.tabIndex = at ? -1 : 0; });

  const label = document.querySelector(`label[for=${field.id}]`);
  label.id = "review-label";
  const view = new EditorView(document.getElementById("review-text"), {
    state: begin(),
    attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, spellcheck: "false", class: "prose" },
    nodeViews: { figure: (node) => new Chip(node), chart: (node) => new Chart(node) },
    handleTextInput: typedAfter,
    handlePaste: (view) => { after(view); return false; },
    handleDOMEvents: { compositionstart: (view) => { after(view); return false; } },
    handleClickOn: (view, _pos, node, at, _event, direct) => {
      if (!direct || node.type !== nodes.figure) return false;
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
      view.focus();
      panel.open(view, at, false);
      return true;
    },
    handleDoubleClickOn: (view, _pos, node, at, _event, direct) => {
      if (!direct || node.type !== nodes.chart) return false;
      chartAt(view, at, node);
      return true;
    },
    handleKeyDown: (_view, event) => { if (event.key === "Escape") panel.close(true); return false; },
    ...clipboard,
  });

  root.hidden = false;
  field.closest(".field").classList.add("edited");
  label.addEventListener("click", (event) => { event.preventDefault(); view.focus(); });
  light(view.state);
  field.form.addEventListener("filled", () => { // a draft was put back, or another version chosen
    if (write(view.state.doc) === field.value) return;
    filling = true;
    view.updateState(begin());
    filling = false;
  });
  field.form.addEventListener("submit", () => { field.form.elements.seen.value = JSON.stringify(shown()); });
  let newer = false;
  field.form.addEventListener("written", () => { newer = true; });
  document.getElementById("material")?.addEventListener("toggle", (event) => {
    if (event.target.open && newer) { newer = false; htmx.trigger(event.target.querySelector("[hx-post]"), "refresh"); }
  });
  addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    insert(button.dataset.insert, "block" in button.dataset);
    button.disabled = "block" in button.dataset;
  });
  globalThis.reviewing.schema = schema;
})();
