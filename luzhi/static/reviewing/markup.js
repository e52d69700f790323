/* The markup of a review's text (luzhi/reports/body.py) as a ProseMirror document and back. Blocks that the server reads from
   a text are the blocks that it reads from the text written here; what it does not understand is kept as words. */
(() => {
  "use strict";
  const BREAK = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/; // where Python's splitlines() breaks
  const AIR = "[\\s\\x1c-\\x1f\\x85]";
  const EDGES = new RegExp(`^${AIR}+|${AIR}+$`, "g");
  const TOKEN = /(\{\{.*?\}\})/s;
  const STRONG = "**";
  const strip = (text) => text.replace(EDGES, "");

  const isToken = (piece) => piece.startsWith("{{") && piece.endsWith("}}") && piece.length > 3;
  const pieces = (line) => line.split(TOKEN).filter((piece) => piece !== "");
  const figure = (token, strong) => ({ type: "figure", attrs: { token }, ...(strong ? { marks: [{ type: "strong" }] } : {}) });
  const words = (text, strong) => ({ type: "text", text, ...(strong ? { marks: [{ type: "strong" }] } : {}) });

  /* Words and figures of one line; a pair of asterisks begins or ends what is strong, if the pairs of the line match. */
  const inline = (line) => {
    const balanced = (line.split(STRONG).length - 1) % 2 === 0;
    const found = [];
    let strong = false;
    for (const piece of pieces(line)) {
      if (isToken(piece)) { found.push(figure(piece, strong)); continue; }
      (balanced ? piece.split(STRONG) : [piece]).forEach((part, place) => {
        if (place) strong = !strong;
        if (part) found.push(words(part, strong));
      });
    }
    return found;
  };
  const node = (type, content, attrs) => ({ type, ...(attrs ? { attrs } : {}), ...(content.length ? { content } : {}) });

  /* The strokes between cells; those inside a figure's braces are its own. */
  const cells = (line) => {
    const found = [""];
    for (const piece of pieces(line.replace(/^\|/, "").replace(/\|$/, ""))) {
      const [first, ...others] = isToken(piece) ? [piece] : piece.split("|");
      found[found.length - 1] += first;
      found.push(...others);
    }
    return found.map((cell) => node("table_cell", inline(strip(cell))));
  };
  const chart = (line) => {
    const parts = pieces(line.slice(2));
    const tokens = parts.filter(isToken);
    const title = strip(parts.filter((part) => !isToken(part)).join(""));
    return title && tokens.length ? node("chart", [], { title, tokens }) : node("paragraph", inline(line));
  };
  const block = (line) => {
    const heading = /^(#{1,3}) +/.exec(line);
    if (heading) return node("heading", inline(line.slice(heading[0].length)), { level: heading[1].length });
    if (line.startsWith("! ")) return chart(line);
    if (line.startsWith("> ")) return node("blockquote", inline(line.slice(2)));
    return node("paragraph", inline(line));
  };
  const even = (table) => {
    const width = Math.max(...table.content.map((row) => row.content.length));
    for (const row of table.content) while (row.content.length < width) row.content.push(node("table_cell", []));
    return table;
  };

  /* The blocks as ProseMirror's JSON; rows that follow each other, over blank lines too, are one table. */
  const read = (text) => {
    const found = [];
    for (const line of text.split(BREAK).map(strip).filter(Boolean)) {
      if (!line.startsWith("|")) { found.push(block(line)); continue; }
      const row = node("table_row", cells(line)), last = found[found.length - 1];
      if (last?.type === "table") last.content.push(row); else found.push(node("table", [row]));
    }
    found.forEach((each) => { if (each.type === "table") even(each); });
    return { type: "doc", content: found.length ? found : [node("paragraph", [])] };
  };

  /* One line of a text block. There is no way to write a star right before a pair that ends what is strong, nor a pair that
     is meant as such beside one that marks: those become full-width stars, so that nothing is lost. */
  const line = (parent, cell = false) => {
    const parts = [];
    parent.forEach((child) => {
      const strong = child.marks.some((mark) => mark.type.name === "strong");
      const text = child.isText ? plain(child.text, cell) : child.attrs.token;
      const last = parts[parts.length - 1];
      if (last?.strong === strong) last.texts.push({ text, words: child.isText });
      else parts.push({ strong, texts: [{ text, words: child.isText }] });
    });
    const marked = parts.some((part) => part.strong);
    let found = "";
    for (const part of parts) {
      const text = part.texts.map((each) => (marked && each.words ? each.text.replaceAll(STRONG, "＊＊") : each.text)).join("");
      if (part.strong) found = found.replace(/\*$/, "＊");
      found += part.strong ? `${STRONG}${text.replace(/\*$/, "＊")}${STRONG}` : text;
    }
    return strip(found);
  };
  const plain = (text, cell) => {
    const one = text.split(BREAK).join(" ");
    return cell ? one.replaceAll("|", "｜") : one;
  };
  const row = (each, width) => {
    const found = [];
    each.forEach((cell) => found.push(line(cell, true)));
    while (found.length < width) found.push("");
    return `| ${found.join(" | ")} |`;
  };
  const BEGIN = { heading: (each) => `${"#".repeat(each.attrs.level)} `, blockquote: () => "> ", paragraph: () => "" };
  const write = (doc) => {
    const found = [];
    let rows = [];
    const tables = () => { // two tables without words between them are one
      const width = Math.max(0, ...rows.map((each) => each.childCount));
      if (rows.length) found.push(rows.map((each) => row(each, width)).join("\n"));
      rows = [];
    };
    doc.forEach((each) => {
      if (each.type.name === "table") { each.forEach((one) => rows.push(one)); return; }
      const text = each.type.name === "chart" ? `! ${each.attrs.title} ${each.attrs.tokens.join(" ")}` : line(each);
      if (!text) return;
      tables();
      found.push(each.type.name === "chart" ? text : BEGIN[each.type.name](each) + text);
    });
    tables();
    return found.join("\n\n");
  };

  globalThis.reviewing = { read, write, inline, pieces, isToken, strip };
})();
