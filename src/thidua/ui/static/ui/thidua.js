/* Small comforts on top of pages that work without them. */
(function () {
  "use strict";
  var root = document.documentElement;
  var YEAR = 365 * 24 * 3600;

  function remember(name, value) {
    var secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = "thidua_" + name + "=" + value + "; path=/; max-age=" + YEAR + "; SameSite=Lax" + secure;
  }

  /* Text without diacritics, as the server folds it. */
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  }

  /* Text size and contrast, without reloading the page. */
  function showDisplay() {
    document.querySelectorAll("form[data-display] button").forEach(function (button) {
      if (button.name === "size") {
        button.setAttribute("aria-pressed", String(button.value === root.dataset.size));
      } else if (button.name === "theme") {
        var contrast = root.dataset.theme === "contrast";
        button.value = contrast ? "light" : "contrast";
        button.setAttribute("aria-pressed", String(contrast));
      }
    });
  }
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form[data-display]") || !event.submitter) { return; }
    event.preventDefault();
    root.dataset[event.submitter.name] = event.submitter.value;
    remember(event.submitter.name, event.submitter.value);
    showDisplay();
  });

  /* "/" goes to the search box; Escape and a click elsewhere close an open menu. */
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey &&
        !event.target.closest("input, textarea, select, [contenteditable]")) {
      var box = document.querySelector("[data-search]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });

  /* On paper every «Vì sao?» and every table of numbers is open. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details:not([open])").forEach(function (item) {
      item.open = true;
      item.dataset.printed = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-printed]").forEach(function (item) {
      item.open = false;
      delete item.dataset.printed;
    });
  });

  /* Unsaved changes: the browser asks before the page is left. */
  var unsaved = false;
  document.addEventListener("input", function (event) {
    if (event.target.closest("form[data-guard]")) { unsaved = true; }
  });
  document.addEventListener("submit", function (event) {
    if (!event.defaultPrevented && event.target.matches("form[data-guard]")) { unsaved = false; }
  });
  window.addEventListener("beforeunload", function (event) {
    if (unsaved) { event.preventDefault(); }
  });

  /* The summary of errors is read out and focused when the page opens. */
  var summary = document.querySelector("[data-focus]");
  if (summary) { summary.focus(); }

  /* File inputs say what was chosen and how large it is. */
  document.addEventListener("change", function (event) {
    if (!event.target.matches("input[type=file]")) { return; }
    var note = event.target.parentElement.querySelector(".file-note");
    if (!note) {
      note = document.createElement("p");
      note.className = "help file-note";
      note.setAttribute("role", "status");
      event.target.after(note);
    }
    note.textContent = Array.from(event.target.files).map(function (file) {
      var kilobytes = Math.max(1, Math.round(file.size / 1024));
      return file.name + " (" + kilobytes.toLocaleString("vi-VN") + " kB)";
    }).join("; ");
  });

  /* A long select gets a box that narrows it, with or without diacritics; the select itself stays native. */
  function narrow(select) {
    var all = Array.from(select.options);
    var wrap = document.createElement("div");
    var box = document.createElement("input");
    var told = document.createElement("p");
    wrap.className = "select-filter";
    box.type = "search";
    box.className = "form-control";
    box.autocomplete = "off";
    box.placeholder = "Gõ để lọc danh sách";
    box.setAttribute("aria-label", "Lọc danh sách: " + select.dataset.filter);
    box.setAttribute("aria-controls", select.id);
    told.className = "help";
    told.setAttribute("role", "status");
    select.before(wrap);
    wrap.append(box, told);
    box.addEventListener("input", function () {
      var words = fold(box.value.trim()).split(/\s+/);
      var found = all.filter(function (option) {
        var text = fold(option.text);
        return words.every(function (word) { return text.indexOf(word) >= 0; });
      });
      var kept = Array.from(select.selectedOptions);
      var shown = box.value.trim() ? all.filter(function (option) {
        return kept.indexOf(option) >= 0 || (option.value && found.indexOf(option) >= 0);
      }) : all;
      select.replaceChildren.apply(select, shown);
      kept.forEach(function (option) { option.selected = true; });
      if (!select.multiple) { select.size = box.value.trim() ? Math.min(8, Math.max(2, shown.length)) : 1; }
      told.textContent = box.value.trim() ? "Còn " + found.length + " lựa chọn. Bấm mũi tên xuống để chọn." : "";
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") { event.preventDefault(); select.focus(); }
      if (event.key === "Enter") { event.preventDefault(); }
    });
    select.addEventListener("change", function () {
      if (select.multiple) { return; }
      told.textContent = "Đã chọn: " + select.options[select.selectedIndex].text;
    });
    select.addEventListener("blur", function () { if (!select.multiple) { select.size = 1; } });
  }

  function showPrint(button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  }

  /* Comforts of one part of a page: all of it when it opens, later what htmx brings in. */
  function enhance(part) {
    part.querySelectorAll("select[data-filter], [data-print]").forEach(function (item) {
      if ("ready" in item.dataset) { return; }
      item.dataset.ready = "";
      if (item.matches("select")) { narrow(item); } else { showPrint(item); }
    });
  }
  document.addEventListener("htmx:load", function (event) { enhance(event.detail.elt); });

  enhance(document);
  showDisplay();
}());
