/* The editor's text: read from a file, turned between three parts and one text, counted. What is filled in counts as typed. */
(() => {
  "use strict";
  const form = document.getElementById("writing");
  const tools = document.getElementById("writing-tools");
  if (!form) return;
  const field = (name) => form.elements.namedItem(name);
  const token = () => decodeURIComponent(document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "");
  const typed = () => form.dispatchEvent(new Event("input", { bubbles: true }));

  const count = (area) => {
    const place = area.nextElementSibling?.matches(".counted") ? area.nextElementSibling : document.createElement("p");
    place.className = "counted muted small";
    place.textContent = `${area.value.replace(/\s/gu, "").length} ${form.dataset.characters}`;
    area.after(place);
  };
  const areas = [...form.querySelectorAll("[data-count]")];
  form.addEventListener("input", (event) => { if (areas.includes(event.target)) count(event.target); });

  /* On a phone what stands beside the text stands below it, folded. */
  if (matchMedia("(max-width: 991.98px)").matches) document.querySelectorAll(".beside").forEach((each) => each.removeAttribute("open"));

  const shape = () => {
    if (!tools) return;
    const whole = field("shape").value === "whole";
    form.querySelectorAll("[data-shape]").forEach((each) => { each.hidden = (each.dataset.shape === "whole") !== whole; });
    tools.querySelectorAll("[data-arrange]").forEach((each) => { each.hidden = (each.dataset.arrange === "whole") === whole; });
  };
  const refresh = () => { shape(); areas.forEach(count); };
  form.addEventListener("filled", refresh);
  refresh();
  if (!tools) return;
  tools.hidden = false;

  const imported = document.getElementById("imported");
  const button = document.getElementById("imported-fill");
  let waiting = null;
  const tell = (text, notices = [], kind = "") => {
    imported.className = `notice ${kind}`;
    imported.hidden = !text;
    document.getElementById("imported-text").textContent = text;
    document.getElementById("imported-notices").replaceChildren(...notices.map((notice) => {
      const line = document.createElement("li");
      line.textContent = notice;
      return line;
    }));
    button.hidden = !waiting;
  };
  const put = (fields) => {
    for (const [name, value] of Object.entries(fields)) {
      if (field(name) && (name !== "title" || value)) field(name).value = value;
    }
    refresh();
    typed();
  };
  const ask = async (address, body) => {
    try {
      const answer = await fetch(address, { method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": token() } });
      if (answer.type === "opaqueredirect") return { error: form.dataset.expired };
      return await answer.json();
    } catch { return { error: form.dataset.unreachable }; }
  };

  document.getElementById("writing-file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const body = new FormData();
    body.append("file", file);
    event.target.value = "";
    const told = await ask(form.dataset.import, body);
    waiting = told.error ? null : told.fields;
    if (told.error) { tell(told.error, [], "late"); return; }
    const words = document.getElementById("imported-words").innerHTML;
    tell(`${file.name} · ${words} ${told.characters}`, told.notices);
    const filled = [...areas, field("title")].some((each) => each?.value.trim());
    if (filled) button.dataset.confirm = document.getElementById("replace-words").innerHTML;
    else { put(waiting); waiting = null; tell(`${file.name} · ${words} ${told.characters}`, told.notices, "done"); }
  });
  button.addEventListener("click", () => {
    put(waiting);
    waiting = null;
    tell("");
    areas.find((area) => area.offsetParent)?.focus();
  });
  tools.addEventListener("click", async (event) => {
    if (!event.target.closest("[data-arrange]")) return;
    waiting = null;
    const told = await ask(form.dataset.arrange, new URLSearchParams(new FormData(form)));
    if (told.fields) { tell(""); put(told.fields); } else tell(told.error, [], "late");
  });
})();
