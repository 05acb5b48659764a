/* The scoring grid: keyboard, paste, and what was typed is kept in this browser until the server has it. */
(function () {
  "use strict";
  var grid = document.querySelector("[data-grid]");
  if (!grid) { return; }
  var KEY = "thidua-cham-diem:" + grid.dataset.grid;
  var live = document.querySelector("[data-live]");
  var sent = {};
  var waits = {};

  /* what is kept: by cell, the entry that was seen and what was typed on top of it */
  function kept() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (error) { return {}; }
  }
  function keep(all) {
    try {
      if (Object.keys(all).length) { localStorage.setItem(KEY, JSON.stringify(all)); } else { localStorage.removeItem(KEY); }
    } catch (error) { /* a browser without storage: the page still saves cell by cell */ }
  }
  function inputs(cell) { return Array.from(cell.querySelectorAll("[data-column]")); }
  function afterOf(cell) { return cell.querySelector("[data-after]"); }
  function values(cell) {
    return inputs(cell).map(function (input) {
      return input.type === "checkbox" ? input.checked : input.value;
    });
  }
  function remember(cell) {
    var all = kept();
    var number = cell.dataset.cell;
    var base = all[number] ? all[number].after : afterOf(cell).value;
    all[number] = { after: base, values: values(cell) };
    keep(all);
  }
  function forget(cell) {
    var all = kept();
    delete all[cell.dataset.cell];
    keep(all);
  }
  function say(cell, text) {
    var status = cell.querySelector("[data-status]");
    if (status) { status.textContent = text; }
    if (live) { live.textContent = cell.dataset.name + ": " + text; }
  }
  function cellOf(element) { return element && element.closest ? element.closest("[data-cell]") : null; }
  function cellOfResult(element) {
    return element && element.id && element.id.indexOf("kq-") === 0 ? cellOf(document.getElementById(element.id)) : null;
  }

  /* saving */
  grid.addEventListener("input", function (event) {
    var cell = cellOf(event.target);
    if (cell) { remember(cell); say(cell, "chưa lưu"); }
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    var cell = cellOf(event.detail.elt);
    if (!cell || event.detail.requestConfig.verb !== "post") { return; }
    sent[cell.dataset.cell] = JSON.stringify(values(cell));
    say(cell, "đang lưu…");
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    var cell = cellOf(event.detail.target) || cellOfResult(event.detail.target);
    if (!cell || event.detail.xhr.status !== 200) { return; }
    if (event.detail.serverResponse.indexOf('id="kq-' + cell.dataset.cell + '"') < 0) {
      event.detail.shouldSwap = false;
      say(cell, "chưa lưu: phiên làm việc đã hết. Hãy đăng nhập lại; số đã gõ được giữ trên máy này");
    }
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target && event.detail.target.id === "minh-chung") {
      event.detail.target.classList.add("col-xl-4");
      event.detail.target.focus({ preventScroll: true });
    }
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    var result = event.detail.elt;
    var cell = cellOf(result);
    if (!cell || !result.id || result.id.indexOf("kq-") !== 0) { return; }
    delete waits[cell.dataset.cell];
    if ("saved" in result.dataset && sent[cell.dataset.cell] === JSON.stringify(values(cell))) { forget(cell); }
    if (live) { live.textContent = cell.dataset.name + ": " + cell.querySelector("[data-status]").textContent; }
  });
  function again(event) {
    var cell = cellOf(event.detail.elt);
    if (!cell) { return; }
    var status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (status >= 400 && status < 500) {
      say(cell, "chưa lưu: ô này không còn sửa được. Hãy tải lại trang");
      return;
    }
    var wait = Math.min((waits[cell.dataset.cell] || 1) * 2, 30);
    waits[cell.dataset.cell] = wait;
    say(cell, "chưa lưu được, đang thử lại");
    setTimeout(function () { if (waits[cell.dataset.cell] === wait) { htmx.trigger(cell, "gui-lai"); } }, wait * 1000);
  }
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, again);
  });
  window.addEventListener("online", function () {
    Object.keys(waits).forEach(function (number) { htmx.trigger(document.getElementById("o-" + number), "gui-lai"); });
  });

  /* what an earlier visit could not save is typed in again and sent, on top of what was seen then */
  function restore() {
    var all = kept();
    Object.keys(all).forEach(function (number) {
      var cell = document.getElementById("o-" + number);
      if (!cell) { return; }
      var fields = inputs(cell);
      if (fields.length !== all[number].values.length || JSON.stringify(values(cell)) === JSON.stringify(all[number].values)) {
        forget(cell);
        return;
      }
      fields.forEach(function (input, place) {
        if (input.type === "checkbox") { input.checked = all[number].values[place]; } else { input.value = all[number].values[place]; }
      });
      afterOf(cell).value = all[number].after;
      htmx.trigger(cell, "gui-lai");
    });
  }

  /* moving: Enter and arrows like a spreadsheet */
  function cells() { return Array.from(grid.querySelectorAll("[data-cell]")); }
  function beside(input, step) {
    var row = inputs(cellOf(input));
    return row[row.indexOf(input) + step] || null;
  }
  function across(input, step) {
    var all = cells();
    var next = all[all.indexOf(cellOf(input)) + step];
    if (!next) { return null; }
    var place = inputs(cellOf(input)).indexOf(input);
    var row = inputs(next);
    return row[Math.min(place, row.length - 1)];
  }
  function go(event, target) {
    if (!target) { return; }
    event.preventDefault();
    target.focus();
    if (target.select) { target.select(); }
  }
  grid.addEventListener("keydown", function (event) {
    var input = event.target;
    if (!input.matches("[data-column]") || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var text = input.matches("input:not([type=checkbox])");
    if (event.key === "Enter") {
      event.preventDefault();
      go(event, across(input, event.shiftKey ? -1 : 1));
    } else if (event.key === "ArrowDown" && !input.matches("select")) {
      go(event, across(input, 1));
    } else if (event.key === "ArrowUp" && !input.matches("select")) {
      go(event, across(input, -1));
    } else if (event.key === "ArrowLeft" && (!text || (input.selectionStart === 0 && input.selectionEnd === 0))) {
      go(event, input.matches("select") ? null : beside(input, -1));
    } else if (event.key === "ArrowRight" && (!text || input.selectionStart === input.value.length)) {
      go(event, input.matches("select") ? null : beside(input, 1));
    }
  });

  /* pasting a column, or a block, copied from a spreadsheet */
  function put(input, text) {
    if (input.matches("select")) {
      var wanted = text.trim().toLowerCase();
      var option = Array.from(input.options).find(function (each) {
        return each.value.toLowerCase() === wanted || each.text.trim().toLowerCase() === wanted;
      });
      if (!option) { return false; }
      input.value = option.value;
    } else if (input.type === "checkbox") {
      return false;
    } else {
      input.value = text.trim();
    }
    return true;
  }
  grid.addEventListener("paste", function (event) {
    var start = event.target;
    var text = (event.clipboardData || window.clipboardData).getData("text");
    if (!start.matches("[data-column]") || !/[\n\t]/.test(text.replace(/[\r\n]+$/, ""))) { return; }
    event.preventDefault();
    var all = cells();
    var first = all.indexOf(cellOf(start));
    var place = inputs(cellOf(start)).indexOf(start);
    text.replace(/[\r\n]+$/, "").split(/\r\n|\n|\r/).forEach(function (line, down) {
      var cell = all[first + down];
      if (!cell) { return; }
      var row = inputs(cell);
      var taken = line.split("\t").filter(function (part, right) {
        return row[place + right] && part.trim() !== "" && put(row[place + right], part);
      });
      if (taken.length) {
        row[place].dispatchEvent(new Event("input", { bubbles: true }));
        row[place].dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  });

  document.addEventListener("htmx:load", function first() {
    document.removeEventListener("htmx:load", first);
    restore();
  });
}());
