/* Choosing among many by typing: a select with data-find becomes a field with the fitting choices under it.
   Characters or pinyin initials (data-keys of an option) find; groups of options come first while nothing is typed. */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const MOST = 12;
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const made = (name, attributes, ...children) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };

  const enhance = (select) => {
    const id = select.id;
    const options = [...select.options].filter((option) => option.value);
    const list = made("ul", { role: "listbox", id: `${id}-list`, hidden: "" });
    const input = made("input", {
      type: "text", id, role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": list.id, placeholder: select.dataset.find,
    });
    ["aria-describedby", "aria-invalid"].forEach((name) => {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    });
    const chips = made("div", { class: "chips" });
    let current = -1;

    const fits = (words) => (option) => !option.selected
      && (folded(option.text).includes(words) || (option.dataset.keys || "").includes(words));
    const close = () => {
      list.hidden = true;
      current = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const pick = (option) => {
      option.selected = true;
      input.value = "";
      close();
      show();
      select.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    };
    const drop = (option) => {
      option.selected = false;
      if (!select.multiple) select.value = "";
      show();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const show = () => {
      chips.replaceChildren(...options.filter((option) => option.selected).map((option) => {
        const cross = made("button", { type: "button", class: "link", "aria-label": `${select.dataset.remove} ${option.text}` }, "×");
        cross.addEventListener("click", () => { drop(option); input.focus(); });
        return made("span", { class: "chip" }, option.text, cross);
      }));
      chips.hidden = !chips.childElementCount;
    };
    const offer = () => {
      const words = folded(input.value);
      const found = options.filter(fits(words));
      if (!words) found.sort((a, b) => Boolean(b.dataset.why) - Boolean(a.dataset.why));
      list.replaceChildren(...found.slice(0, MOST).map((option, index) => {
        const why = option.dataset.why ? [made("small", {}, option.dataset.why)] : [];
        const item = made("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false" }, option.text, ...why);
        item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(option); });
        return item;
      }));
      if (!found.length) list.replaceChildren(made("li", { class: "muted" }, select.dataset.nothing));
      list.hidden = false;
      current = -1;
      input.setAttribute("aria-expanded", "true");
    };
    const move = (step) => {
      const items = [...list.querySelectorAll("[role=option]")];
      if (!items.length) return;
      current = (current + step + items.length) % items.length;
      items.forEach((item, index) => item.setAttribute("aria-selected", String(index === current)));
      input.setAttribute("aria-activedescendant", items[current].id);
      items[current].scrollIntoView({ block: "nearest" });
    };

    input.addEventListener("input", offer);
    input.addEventListener("focus", offer);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) offer();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        const found = options.filter(fits(folded(input.value)));
        if (!folded(input.value)) found.sort((a, b) => Boolean(b.dataset.why) - Boolean(a.dataset.why));
        if (found.length && (current >= 0 || folded(input.value))) pick(found[Math.max(current, 0)]);
      } else if (event.key === "Escape") {
        close();
      } else if (event.key === "Backspace" && !input.value && select.selectedOptions.length) {
        drop(select.selectedOptions[select.selectedOptions.length - 1]);
      }
    });

    select.removeAttribute("id");
    select.hidden = true;
    select.before(made("div", { class: "finder" }, chips, input, list));
    show();
  };
  document.querySelectorAll("select[data-find]").forEach(enhance);
});
