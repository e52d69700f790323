/* What comes in and goes out by the clipboard: markup and tokens in pasted words become blocks and chips; plain text that goes out
   says what is printed. */
(() => {
  "use strict";
  const { root, read, pieces, isToken, printed } = globalThis.reviewing ?? {};
  if (!root) return;
  const { Fragment, Slice } = ProseMirror;

  const inText = (node) => node?.isTextblock;
  /* A slice whose ends join the paragraph at the cursor, where they are text. */
  const slice = (content) => new Slice(content, inText(content.firstChild) ? 1 : 0, inText(content.lastChild) ? 1 : 0);
  const flat = (schema, content) => { // within a cell or a heading: one line
    const found = [];
    content.descendants((node, _at, parent, index) => {
      if (node.isTextblock && found.length) found.push(schema.text(" "));
      if (node.isInline) found.push(node);
    });
    return Fragment.fromArray(found);
  };
  const fromText = (text, context, _plain, view) => {
    const content = view.state.schema.nodeFromJSON(read(text)).content;
    if (context.parent.type.name === "table_cell") return new Slice(flat(view.state.schema, content), 0, 0);
    return slice(content);
  };

  const chipped = (schema, fragment) => {
    const found = [];
    fragment.forEach((node) => {
      if (!node.isText) { found.push(node.copy(chipped(schema, node.content))); return; }
      for (const piece of pieces(node.text)) {
        found.push(isToken(piece) ? schema.nodes.figure.create({ token: piece }, null, node.marks) : schema.text(piece, node.marks));
      }
    });
    return Fragment.fromArray(found);
  };
  const transform = (pasted, view) => {
    const { schema, selection } = view.state;
    const content = chipped(schema, pasted.content);
    if (selection.$from.parent.type.name !== "table_cell" || content.firstChild?.type.name.startsWith("table")) {
      return new Slice(content, pasted.openStart, pasted.openEnd);
    }
    return content.firstChild?.isInline ? new Slice(content, 0, 0) : new Slice(flat(schema, content), 0, 0);
  };

  const words = (node) => {
    if (node.isText) return node.text;
    if (node.type.name === "figure") return printed(node.attrs.token);
    if (node.type.name === "chart") return `${node.attrs.title}：${node.attrs.tokens.map(printed).join("、")}`;
    const parts = [];
    node.forEach((child) => parts.push(words(child)));
    return parts.join({ table: "\n", table_row: "\t", doc: "\n" }[node.type.name] ?? "");
  };
  const toText = (pasted) => {
    const parts = [];
    pasted.content.forEach((node) => parts.push([words(node), node.isBlock]));
    return parts.map(([text, block], at) => (block && at ? `\n${text}` : text)).join("");
  };

  Object.assign(globalThis.reviewing, { slice, words, clipboard: { clipboardTextParser: fromText, transformPasted: transform, clipboardTextSerializer: toText } });
})();
