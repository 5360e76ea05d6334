// The join page. Plain old JavaScript, so that an old phone can take part: one socket, one form.
(function () {
  "use strict";
  var path = location.pathname.replace(/\/+$/, "");
  var socket = null, tries = 0, returning = false, timer = 0, ackTimer = 0, slept = 0;
  var state = { question: null, mine: null, settings: {}, name: null };
  var draft = { key: "" }; // what is chosen but not sent
  var pending = null; // a vote on its way
  var asking = ""; // what the form on the page is for
  var line = document.getElementById("line");
  var place = document.getElementById("question");
  var nameBox = document.getElementById("name");
  var SURE = [["sure", "Sure"], ["think_so", "Think so"], ["guessing", "Guessing"]];

  function make(tag, cls, text) {
    var el = document.createElement(tag);
    if (cls) el.className = cls;
    if (text !== undefined && text !== null) el.textContent = text;
    return el;
  }
  function rich(tag, cls, html) { // markup that the course has made safe
    var el = make(tag, cls);
    el.innerHTML = html;
    return el;
  }
  function say(text, cls) {
    line.className = cls || "";
    if (line.textContent !== text) line.textContent = text;
  }

  // ---- the line to the class --------------------------------------------------------------
  function connect() {
    clearTimeout(timer);
    if (socket && socket.readyState < 2) return;
    if (!returning) return open();
    // After a break: ask for the page first. It says whether the class is there, and the phone gets
    // a new pass if the old one is not good any more.
    var ask = new XMLHttpRequest();
    ask.open("GET", location.pathname, true);
    ask.timeout = 8000;
    ask.onload = open;
    ask.onerror = ask.ontimeout = later;
    ask.send();
  }
  function open() {
    var ws = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + path + "/live");
    socket = ws;
    returning = true;
    ws.onmessage = function (event) { if (ws === socket) hear(JSON.parse(event.data)); };
    ws.onclose = function (event) {
      if (ws !== socket) return;
      socket = null;
      if (event.code === 4003 || event.code === 4008) {
        say(event.reason || "Please wait a moment.", "off");
        timer = setTimeout(connect, 15000);
      } else later();
    };
  }
  function later() {
    tries += 1;
    if (tries > 1) say("Not connected. Trying again … What you chose is still here.", "off");
    var wait = Math.min(8000, 400 * Math.pow(1.7, tries));
    timer = setTimeout(connect, wait * (0.5 + Math.random()));
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) { slept = Date.now(); return; }
    if (socket && slept && Date.now() - slept > 15000) drop();
    else if (!socket) connect();
  });
  window.addEventListener("online", connect);
  function drop() { // a line that may be dead: take a new one
    var old = socket;
    socket = null;
    if (old) old.close();
    connect();
  }
  function tell(message) {
    if (socket && socket.readyState === 1) socket.send(JSON.stringify(message));
  }

  // ---- what comes in ----------------------------------------------------------------------
  function hear(message) {
    tries = 0;
    if ("question" in message) {
      state = message;
      resend();
      draw();
    } else if ("vote_taken" in message) {
      settled();
      state.mine = message.mine;
      drawLine();
      label();
    } else if (message.refused === "late") {
      settled();
      say("This vote is closed. Your last answer did not count.", "off");
    } else if (message.refused) {
      settled();
      say("That could not be read. Please choose again.", "off");
    } else if (message.name_set) say("Your name is set.", "good");
  }
  function settled() {
    pending = null;
    clearTimeout(ackTimer);
  }
  function resend() {
    var question = state.question;
    if (!pending) return;
    var mine = state.mine && JSON.stringify(state.mine.response) === JSON.stringify(pending.response);
    if (!question || question.run !== pending.run || question.round !== pending.round || question.phase !== "open" || mine) return settled();
    send(pending);
  }
  function send(vote) {
    pending = vote;
    say("Sending your vote …");
    clearTimeout(ackTimer);
    ackTimer = setTimeout(drop, 6000);
    tell(vote);
  }

  // ---- what is shown ----------------------------------------------------------------------
  function letter(i) { return String.fromCharCode(65 + i); }
  function drawLine() {
    var question = state.question, mine = state.mine;
    if (!question) return say("You are in. Wait for the next question, and watch the screen.", "good");
    if (question.phase === "open") {
      if (mine) return say("Your vote is in. You can change it until the vote is closed.", "good");
      return say(question.round === 1 ? "Vote on your own first. No talking yet." : "Vote again, now that you have talked it over.");
    }
    if (question.phase === "closed") {
      var said = mine ? "Your vote is kept." : "You gave no vote this time.";
      return say("The vote is closed. " + said + (question.round === 1 ? " Now talk it over with your neighbour." : ""));
    }
    if (!mine) return say("Here is the answer.");
    if (question.kind === "case" && !question.revealed.last) return say(mine.right ? "You thought what the clinician thought." : "The clinician thought of something else.", mine.right ? "good" : "");
    say(mine.right ? "You were right." : "Not this time. Read why.", mine.right ? "good" : "");
  }
  function draw() {
    var question = state.question;
    drawLine();
    drawName();
    var now = question ? [question.run, question.round, question.phase, state.settings.confidence].join("/") : "";
    if (now === asking) return label();
    asking = now;
    place.textContent = "";
    if (!question) return;
    var key = question.run + "/" + question.round;
    if (draft.key !== key) draft = { key: key, response: null, sure: null };
    if (state.mine && draft.response === null) {
      draft.response = state.mine.response;
      draft.sure = state.mine.confidence;
    }
    question.story.forEach(function (html) { place.appendChild(rich("div", "story", html)); });
    place.appendChild(form(question, question.phase !== "open"));
    if (question.revealed) place.appendChild(reasons(question));
    window.scrollTo(0, 0);
  }
  function form(question, still) {
    var el = make("form");
    el.noValidate = true;
    var set = make("fieldset");
    set.disabled = still;
    set.appendChild(rich("legend", "", question.stem));
    if (question.number) numberField(set, question.number);
    else if (question.type === "ordering") order(set, question);
    else if (question.type === "matching") pairs(set, question);
    else choices(set, question);
    el.appendChild(set);
    if (still) return el;
    if (state.settings.confidence) el.appendChild(sureness());
    el.appendChild(make("button", "send", "Send my vote"));
    el.onsubmit = function (event) {
      event.preventDefault();
      var need = missing(question);
      if (need) return say(need, "off");
      send({ "do": "vote", run: question.run, round: question.round, response: draft.response, confidence: draft.sure });
    };
    return el;
  }
  function label() {
    var button = place.querySelector("button.send");
    if (button) button.textContent = state.mine ? "Change my vote" : "Send my vote";
  }
  function missing(question) {
    var said = draft.response;
    if (question.number) {
      if (typeof said !== "number" || isNaN(said)) return "Type a number first.";
      if (said < question.number.min || said > question.number.max) return "Type a number from " + question.number.min + " to " + question.number.max + ".";
      return "";
    }
    if (question.type === "matching") return said && Object.keys(said).length === question.options.length ? "" : "Choose a partner for each one first.";
    if (question.type === "ordering") return said && said.length === question.options.length ? "" : "Put all of them in order first.";
    return said && said.length ? "" : "Choose an answer first.";
  }
  function mark(box) {
    var rows = box.querySelectorAll("label.opt");
    for (var i = 0; i < rows.length; i++) rows[i].className = rows[i].querySelector("input").checked ? "opt on" : "opt";
  }
  function choices(set, question) {
    var many = question.type === "multiple";
    if (many) set.appendChild(make("p", "unit", "Choose all that fit."));
    if (question.type === "hotspot") set.appendChild(make("p", "unit", "In class the places go by their names."));
    question.options.forEach(function (option, i) {
      var row = make("label", "opt"), input = make("input");
      input.type = many ? "checkbox" : "radio";
      input.name = "answer";
      input.value = option.id;
      input.checked = !!draft.response && draft.response.indexOf(option.id) >= 0;
      row.appendChild(input);
      row.appendChild(make("span", "let", letter(i)));
      row.appendChild(rich("span", "txt", option.html));
      set.appendChild(row);
    });
    set.onchange = function () {
      var on = set.querySelectorAll("input:checked"), said = [];
      for (var i = 0; i < on.length; i++) said.push(on[i].value);
      draft.response = said;
      mark(set);
    };
    mark(set);
  }
  function numberField(set, number) {
    var label = make("label", "pair", "Your number, from " + number.min + " to " + number.max + " " + number.unit);
    var input = make("input");
    input.type = "number";
    input.setAttribute("inputmode", "decimal");
    input.min = number.min;
    input.max = number.max;
    input.step = "any";
    if (draft.response !== null) input.value = draft.response;
    input.oninput = function () { draft.response = input.value === "" ? null : parseFloat(input.value); };
    label.appendChild(input);
    set.appendChild(label);
  }
  function order(set, question) {
    var said = draft.response || [], buttons = {};
    set.appendChild(make("p", "unit", "Tap them in the right order. Tap one again to take it back."));
    function show() {
      question.options.forEach(function (option) {
        var at = said.indexOf(option.id), button = buttons[option.id];
        button.className = at < 0 ? "opt" : "opt on";
        button.setAttribute("aria-pressed", String(at >= 0));
        button.firstChild.textContent = at < 0 ? "–" : at + 1;
      });
    }
    question.options.forEach(function (option, i) {
      var button = buttons[option.id] = make("button", "opt");
      button.type = "button";
      button.appendChild(make("span", "place"));
      button.appendChild(make("span", "let", letter(i)));
      button.appendChild(rich("span", "txt", option.html));
      button.onclick = function () {
        var at = said.indexOf(option.id);
        said = at < 0 ? said.concat(option.id) : said.slice(0, at).concat(said.slice(at + 1));
        draft.response = said;
        show();
      };
      set.appendChild(button);
    });
    show();
  }
  function pairs(set, question) {
    var said = {};
    for (var id in draft.response || {}) said[id] = draft.response[id];
    question.options.forEach(function (option, i) {
      var label = make("label", "pair"), select = make("select");
      label.appendChild(make("span", "let", letter(i) + " "));
      label.appendChild(rich("span", "", option.html));
      select.appendChild(make("option", "", "Choose …"));
      select.firstChild.value = "";
      question.targets.forEach(function (target) {
        var one = make("option", "", target.text);
        one.value = target.id;
        select.appendChild(one);
      });
      select.value = said[option.id] || "";
      select.onchange = function () {
        if (select.value) said[option.id] = select.value;
        else delete said[option.id];
        draft.response = said;
      };
      label.appendChild(select);
      set.appendChild(label);
    });
  }
  function sureness() {
    var set = make("fieldset", "row");
    var ask = set.appendChild(make("legend", "", "How sure are you? "));
    ask.appendChild(make("span", "unit", "You can skip this."));
    SURE.forEach(function (one) {
      var row = make("label", "opt"), input = make("input");
      input.type = "radio";
      input.name = "sure";
      input.value = one[0];
      input.checked = draft.sure === one[0];
      row.appendChild(input);
      row.appendChild(make("span", "", one[1]));
      set.appendChild(row);
    });
    set.onchange = function () {
      draft.sure = set.querySelector("input:checked").value;
      mark(set);
    };
    mark(set);
    return set;
  }

  // ---- once the key is out ----------------------------------------------------------------
  function reasons(question) {
    var key = question.revealed, el = make("section");
    var words = {}, at = {};
    question.options.forEach(function (option, i) { words[option.id] = option.html; at[option.id] = letter(i); });
    el.appendChild(make("h2", "", question.kind === "case" && !key.last ? "What the clinician thought" : "The answer"));
    if (key.answer) el.appendChild(rich("p", "", "<strong>✓ </strong>")).appendChild(make("strong", "", key.answer));
    var list = make("ul", "why");
    function entry(right, lead, html) {
      var li = make("li", right ? "right" : "");
      if (lead) li.appendChild(rich("p", "", "<strong>" + lead + "</strong>"));
      if (html) li.appendChild(rich("div", "", html));
      list.appendChild(li);
    }
    if (key.order) key.order.forEach(function (id, i) { entry(true, (i + 1) + ". " + at[id] + " " + words[id]); });
    else if (key.pairs) question.options.forEach(function (option) {
      var target = question.targets.filter(function (one) { return one.id === key.pairs[option.id]; })[0];
      var lead = make("span", "", target.text);
      entry(true, at[option.id] + " " + option.html + " → " + lead.innerHTML);
    });
    else question.options.map(function (option) { return option.id; }).filter(function (id) { return key.key.indexOf(id) >= 0; }).forEach(function (id) { entry(true, "✓ " + at[id] + " " + words[id]); });
    el.appendChild(list);
    el.appendChild(rich("div", "", key.explanation));
    var others = key.reasons.filter(function (one) { return one.html; });
    if (others.length) {
      el.appendChild(make("h2", "", "Why"));
      list = make("ul", "why");
      others.forEach(function (one) {
        var lead = one.id ? (one.right ? "✓ " : "") + at[one.id] + " " + words[one.id] : { right: "✓ Right", low: "Too low", high: "Too high" }[one.when];
        entry(one.right, lead, one.html);
      });
      el.appendChild(list);
    }
    if (key.sources.length) el.appendChild(make("p", "src", key.sources.join(" · ")));
    return el;
  }

  // ---- a name, if the class wants names ---------------------------------------------------
  function drawName() {
    if (!state.settings.names) { nameBox.textContent = ""; return; }
    if (nameBox.firstChild) return;
    var el = make("form"), label = make("label", "pair", "Your name, if you like. Only your instructor sees it.");
    var input = make("input");
    input.type = "text";
    input.maxLength = 40;
    input.autocomplete = "nickname";
    input.value = state.name || "";
    label.appendChild(input);
    el.appendChild(label);
    el.appendChild(make("button", "plain", "Set my name"));
    el.onsubmit = function (event) {
      event.preventDefault();
      tell({ "do": "name", name: input.value });
    };
    nameBox.appendChild(el);
  }

  connect();
})();
