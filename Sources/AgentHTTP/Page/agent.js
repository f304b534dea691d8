"use strict";
// The page of the agent: exchanges the one-time code of its address for a token kept in memory, follows the state by
// long-poll, and shows it. It keeps nothing; what a search without card gave is forgotten after five minutes.
(() => {
  const at = (id) => document.getElementById(id);
  const texts = {
    professional: {
      absent: "Insérez votre carte de professionnel.", reading: "Lecture de la carte…",
      unreadable: "Cette carte ne peut pas être utilisée.", locked: "Saisissez le code de votre carte.",
      ready: "Carte prête.", pinBlocked: "Le code de la carte est bloqué.", expired: "Certificat hors de sa validité.",
      notConfigured: "Identifiant de facturation non configuré.",
    },
    patient: {
      absent: "Insérez la carte Vitale.", reading: "Lecture de la carte Vitale…", ready: "Carte lue.",
      unreadable: "La carte n'a pas pu être lue.", unsupported: "Cette carte n'est pas prise en charge.",
    },
    ins: {
      idle: "Choisissez la personne pour lancer la recherche.", waitingForBeneficiary: "Choisissez la personne.",
      waitingForProfessional: "En attente de la carte de professionnel et de son code.", calling: "Recherche en cours…",
      found: "Identité trouvée.", notFound: "Aucune identité trouvée.", several: "Plusieurs identités correspondent.",
      failed: "La recherche a échoué.",
    },
    roles: { patient: "Patient", professional: "Professionnel" },
    cards: { vitale: "carte Vitale", vitale1: "carte Vitale de première génération", bankCard: "carte bancaire", phone: "téléphone", professional: "carte de professionnel", other: "autre carte" },
    none: "L'identité s'affichera ici, avec la carte Vitale ou par une recherche sans carte.",
    next: {
      readers: "Les lecteurs ne répondent pas.", professional: "Insérez votre carte de professionnel.",
      pin: "Saisissez le code de votre carte de professionnel.", pad: "Saisissez le code sur le clavier du lecteur.",
      patient: "Insérez la carte Vitale du patient, ou cherchez sans carte.", rank: "Indiquez le rang de naissance.",
      twins: "Plusieurs personnes de cette carte sont nées le même jour : 1 pour l'aînée, 2 pour la suivante.",
      unsure: "Identité trouvée, à ne pas utiliser sans vérification.",
      found: "Identité trouvée : reportez-la dans votre dossier.",
    },
    tones: {
      absent: "idle", idle: "ask", reading: "busy", calling: "busy", waitingForProfessional: "busy", locked: "ask",
      waitingForBeneficiary: "ask", ready: "ok", found: "ok", several: "warn", notFound: "warn",
    },
    signs: { equal: "=", equivalent: "≈", different: "≠", missing: "?" },
    elsewhere: "Le code se saisit dans la page ouverte depuis l'agent.",
    certificate: "Appels par le certificat logiciel de la structure : aucune carte de professionnel n'est nécessaire.",
    traits: { matricule: "le matricule", birthDate: "la date de naissance", birthName: "le nom de naissance",
      givenName: "le prénom", givenNames: "les prénoms", sex: "le sexe", birthPlace: "le lieu de naissance" },
    verdicts: { identical: "Tout est identique.", equivalent: "Rien ne diffère, à l'orthographe près.",
      incomplete: "Rien ne diffère, mais un trait manque.",
      different: "Au moins un trait diffère : vérifiez qu'il s'agit de la même personne." },
    reasons: {
      "birthRank.assumed": "le rang de naissance n'est pas connu : confirmez-le",
      "oid.unknown": "l'autorité du matricule est inconnue", "oid.test": "c'est un matricule de test", "key.missing": "le service n'a pas donné de clé",
      "key.incoherent": "la clé ne correspond pas au matricule", "sex.unknown": "le sexe reçu n'est ni M ni F",
    },
  };
  const reason = (code) => {
    if (texts.reasons[code]) return texts.reasons[code];
    const missing = code.startsWith("traits.missing.");
    const trait = texts.traits[missing ? code.slice("traits.missing.".length) : code.split(".")[0]] || code;
    if (missing) return `${trait} manque`;
    if (code.endsWith("FromCard")) return `${trait} diffère de la carte`;
    return code.endsWith("FromRequest") ? `${trait} diffère de la demande` : code;
  };
  let token = null;
  let opener = null;
  let tag = null;
  let state = null;
  let complaint = null;
  let chosen = null;
  let typed = null;
  let seen = null;
  let drawn = null;
  let rankAsked = false;
  let ranked = null;
  let worn = null;
  let prompt = null;
  let forgetting = null;
  let compared = null;
  let labelled = null;
  let erasures = 0;

  // Said once: a screen reader reads what is set again.
  const say = (text, wrong = false) => {
    if (at("notice").textContent !== text) at("notice").textContent = text;
    at("notice").classList.toggle("wrong", wrong);
  };
  const tone = (id, value) => { at(id).closest("section").dataset.tone = value || "wrong"; };
  const tries = (left) => `Il reste ${left} essai${left > 1 ? "s" : ""}.`;
  // Dates are texts: 00 and impossible days stay what they are.
  const french = (date) => (/^\d{4}-\d\d-\d\d$/.test(date) ? date.split("-").reverse().join("/") : date);
  const standard = (date) => (/^\d\d\/\d\d\/\d{4}$/.test(date) ? date.split("/").reverse().join("-") : date);
  const call = async (path, options = {}) => {
    const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(opener ? { "Insi-Opener": opener.origin } : {}), ...options.headers };
    const answer = await fetch(path, { ...options, headers, cache: "no-store" });
    if (!answer.ok && answer.status !== 304) {
      const problem = await answer.json().catch(() => ({}));
      throw Object.assign(new Error(problem.title || "Erreur"), { problem, status: answer.status });
    }
    return answer;
  };
  const tell = (error) => {
    const p = error.problem || {};
    const left = p.code === "pin.wrong" && p.detail;
    say([p.title || "L'agent ne répond pas.", left, p.action].filter(Boolean).join(" "), true);
  };
  const element = (name, text, kind = "") => Object.assign(document.createElement(name), { textContent: text, className: kind });
  // Hides or shows a form; a person at the keyboard who was in it goes on at its section.
  const reveal = (id, isShown, heading) => {
    const hadFocus = at(id).contains(document.activeElement);
    at(id).hidden = !isShown;
    if (!isShown && hadFocus) at(heading).focus();
  };
  const line = (list, term, value, kind) => {
    if (value) list.append(element("dt", term), element("dd", value, kind));
  };

  const showProfessional = ({ agent, professional }) => {
    const { holder, status, pinTriesLeft: left } = professional;
    const isOnPad = professional.pinPrompt === "onPad";
    const isNotNeeded = agent.authentication === "softwareCertificate" && status === "absent";
    at("holder").textContent = holder ? [holder.name, holder.profession].filter(Boolean).join(", ") : "";
    const isElsewhere = opener && status === "locked";
    at("professional").textContent = isOnPad ? texts.next.pad : isElsewhere ? texts.elsewhere : isNotNeeded ? texts.certificate
      : professional.problem ? professional.problem.title : texts.professional[status];
    tone("professional", isNotNeeded ? "ok" : status === "absent" ? "ask" : texts.tones[status]);
    const form = at("pin-form");
    const wasHidden = form.hidden;
    reveal("pin-form", status === "locked" && !isOnPad && !opener, "h-professional");
    // Digits are for the card that they were typed for, and a complaint is about it.
    if (professional.cardSession !== worn) complaint = null;
    if (professional.cardSession !== worn || form.hidden) form.reset();
    worn = professional.cardSession;
    at("tries").textContent = left < 3 ? tries(left) : "";
    at("on-pad").hidden = !professional.pinPad;
    at("last-try").hidden = left !== 1;
    at("last-try-confirmed").required = left === 1;
    // A person who types elsewhere is not taken away from it, and whoever was asked for the code once goes where they like.
    const isAsked = professional.pinPrompt === "requested" && prompt !== "requested";
    prompt = professional.pinPrompt;
    const place = document.activeElement;
    const isFree = isAsked ? !place.matches("input, select") : wasHidden && place.matches("body, h2");
    if (!form.hidden && isFree && !place.closest("#pin-form")) at("pin").focus();
  };

  const showReaders = (readers) => {
    at("readers").replaceChildren(...readers.map((reader) => {
      const card = reader.problem ? reader.problem.title : reader.card ? texts.cards[reader.card] || texts.cards.other : "vide";
      const item = element("li", `${texts.roles[reader.role] || "Lecteur"} : ${card}`);
      item.append(element("small", reader.name));
      return item;
    }));
    at("no-reader").hidden = readers.length > 0;
    tone("readers", readers.length && !readers.some((reader) => reader.problem) ? "ok" : "warn");
  };

  const showPatient = ({ patient, ins }) => {
    const warnings = (patient.warnings || []).map((word) => word === "possiblyCorrupted"
      ? " La carte signale une lecture douteuse." : " La clé d'un numéro de la carte ne lui correspond pas.");
    at("patient").textContent = (patient.problem ? patient.problem.title : texts.patient[patient.status])
      + [...new Set(warnings)].join("");
    tone("patient", warnings.length ? "warn" : texts.tones[patient.status]);
    const people = patient.beneficiaries || [];
    const list = at("beneficiaries");
    // The same people keep their buttons, and a person at the keyboard keeps the place.
    const drawing = JSON.stringify([patient.cardSession, people]);
    if (drawn !== drawing) {
      drawn = drawing;
      list.replaceChildren(...people.map((person) => {
        const [item, button] = [element("li", ""), element("button", "")];
        button.append(element("strong", `${person.name} ${person.givenName}`), " ", element("span", french(person.birthDate)));
        button.addEventListener("click", () => search(person.index));
        button.dataset.index = person.index;
        item.append(button);
        return item;
      }));
    }
    const current = rankAsked ? chosen : ins.beneficiary;
    for (const button of list.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.index === String(current)));
    }
  };

  const next = ({ agent, professional, patient, ins }) => {
    if (agent.readerService !== "available") return [texts.next.readers, true];
    const problem = ins.problem || patient.problem || professional.problem;
    if (problem) return [[problem.title, problem.action].filter(Boolean).join(" "), true];
    if (professional.pinPrompt === "onPad") return [texts.next.pad];
    if (professional.status === "locked") return [opener ? texts.elsewhere : texts.next.pin];
    if (professional.status === "absent" && agent.authentication !== "softwareCertificate") return [texts.next.professional];
    if (professional.status !== "ready" && professional.status !== "absent") return [texts.professional[professional.status]];
    const found = patient.cardSession ? ins : typed;
    if (!found) return [texts.next.patient];
    if (patient.cardSession && patient.status !== "ready") return [texts.patient[patient.status]];
    if (rankAsked) return [texts.next.rank];
    if (!found.identity) return [texts.ins[found.status]];
    return [found.usable ? texts.next.found : texts.next.unsure];
  };

  const show = () => {
    const { agent, patient } = state;
    // Another card, readable or not, or none: nothing of the former person stays.
    if (patient.cardSession && patient.cardSession !== seen) dropTyped();
    if (patient.cardSession !== seen) {
      chosen = null;
      rankAsked = false;
      ranked = null;
      forgetComparison();
      forgetLabel();
    }
    if (seen && !patient.cardSession) at("traits-form").reset();
    seen = patient.cardSession;
    // While the rank of one twin is asked, what was found for somebody else of the card is not shown.
    const ins = rankAsked ? { status: "idle" } : state.ins;
    at("desk").hidden = false;
    at("closed").hidden = true;
    at("environment").textContent = agent.environment === "production" ? "" : "TEST";
    at("environment").hidden = agent.environment === "production";
    showProfessional(state);
    showReaders(state.readers);
    at("ins").textContent = patient.status === "ready" ? (ins.problem ? ins.problem.title : texts.ins[ins.status]) : texts.none;
    if (rankAsked) at("ins").textContent = texts.next.twins;
    tone("ins", patient.status === "ready" ? texts.tones[ins.status] : "idle");
    showPatient({ patient, ins });
    const shown = patient.cardSession ? null : typed;
    if (shown) {
      at("ins").textContent = texts.ins[shown.status];
      tone("ins", texts.tones[shown.status]);
    }
    present(shown || ins);
    if (state.professional.status !== "locked") complaint = null;
    if (complaint) tell(complaint); else say(...next({ ...state, ins }));
  };

  // An identity with what forbids its use, and the question that a person can answer.
  const present = (result) => {
    const reasons = result.notUsableBecause || [];
    if (result.identity && !result.usable) {
      tone("ins", "warn");
      at("ins").textContent = `Identité trouvée, à ne pas utiliser sans vérification : ${reasons.map(reason).join(" ; ")}.`;
    }
    const asked = rankAsked ? chosen : reasons.includes("birthRank.assumed") ? result.beneficiary : null;
    if (asked !== null && asked !== ranked) {
      // A rank that was typed for one person is no other's. Nothing is proposed to twins, nor to whoever was about to confirm.
      at("rank").value = rankAsked || !at("rank-form").hidden ? "" : "1";
      ranked = asked;
    }
    reveal("rank-form", asked !== null, "h-ins");
    const hints = at("hints");
    hints.replaceChildren(...(result.hints || []).map((hint) => {
      const item = document.createElement("li"); item.textContent = hint.text; return item;
    }));
    hints.hidden = !hints.childElementCount;
    const list = at("identity");
    list.replaceChildren();
    at("compare").hidden = !result.identity;
    if (labelled !== result.requestId || !result.usable) forgetLabel();
    labelled = result.requestId;
    if (!result.identity) { forgetComparison(); return; }
    if (!compared || compared.requestId !== result.requestId) compare(result, known(result));
    const i = result.identity;
    line(list, "Matricule INS", i.matricule && `${i.matricule} ${i.key}`, "number");
    line(list, "Nom de naissance", i.birthName);
    line(list, "Prénoms", i.givenNames);
    line(list, "Sexe", i.sex);
    line(list, "Date de naissance", french(i.birthDate));
    line(list, "Lieu de naissance", i.birthPlace);
    line(list, "Nature", i.kind === "NIA" ? "Matricule d'attente (NIA) : à redemander plus tard" : null);
  };

  // What this page knows of the person on its own: the traits that were typed, or those of the card.
  const known = (result) => {
    if (result.local) return result.local;
    const person = (state.patient.beneficiaries || []).find((one) => one.index === result.beneficiary);
    return person && { birthName: person.name, firstGivenName: person.givenName, birthDate: person.birthDate,
      matricule: person.matricule || null };
  };

  const forgetComparison = () => {
    compared = null;
    at("show-comparison").hidden = true;
    at("label-section").hidden = true;
    at("comparison-traits").replaceChildren();
    if (at("comparison").open) at("comparison").close();
  };

  // Compares, and opens the window whenever something differs, or when it was asked for. Until it is done nothing is printed.
  const compare = async (result, local, asked = false) => {
    forgetComparison();
    if (!local) return;
    const mine = compared = { requestId: result.requestId, result, local };
    try {
      const answer = await call("/v1/ins/comparison", {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ local, identity: result.identity }) });
      const comparison = await answer.json();
      // Another card, or another comparison, came in between.
      if (compared !== mine) return;
      mine.isDone = true;
      fill(comparison);
      at("show-comparison").textContent = "Revoir la comparaison";
      at("label-section").hidden = !result.usable;
      at("first-given-name").required = /[ '-]/.test((result.identity.givenNames || "").trim());
      if (comparison.differs || asked) at("comparison").showModal();
    } catch (error) {
      if (compared !== mine) return;
      at("show-comparison").textContent = "La comparaison a échoué : réessayer";
      tell(error);
    }
    at("show-comparison").hidden = false;
  };

  const fill = (comparison) => {
    at("comparison-summary").textContent = texts.verdicts[comparison.verdict];
    at("comparison-score").textContent = comparison.score.text;
    const rank = (trait) => { const place = comparison.look.indexOf(trait.trait); return place < 0 ? comparison.look.length : place; };
    const rows = comparison.traits.filter((trait) => trait.weight || trait.outcome !== "missing")
      .sort((one, other) => rank(one) - rank(other));
    at("comparison-traits").replaceChildren(...rows.map((trait) => {
      const row = element("tr", "", trait.outcome);
      const head = Object.assign(element("th", trait.label), { scope: "row" });
      const [mine, theirs] = [trait.local, trait.ins].map((text) => element("td", french(text) || "—"));
      [mine.dataset.label, theirs.dataset.label] = ["Votre dossier", "INSi"];
      const [verdict, sign] = [element("td", ""), element("span", texts.signs[trait.outcome] || "", "sign")];
      sign.setAttribute("aria-hidden", "true");
      verdict.append(sign, trait.text);
      row.append(head, mine, theirs, verdict);
      return row;
    }));
  };

  at("show-comparison").addEventListener("click", () => {
    if (!compared) return;
    if (compared.isDone) at("comparison").showModal(); else compare(compared.result, compared.local, true);
  });

  at("compare").addEventListener("click", () => {
    const shown = state.patient.cardSession ? state.ins : typed;
    if (shown && shown.identity) compare(shown, localTraits(), true);
  });

  const eraseLabel = () => {
    erasures += 1;
    at("label").replaceChildren();
    at("print-label").hidden = true;
  };

  const forgetLabel = () => {
    at("label-form").reset();
    eraseLabel();
  };

  // A label says what the form says, or is not there.
  at("label-form").addEventListener("input", eraseLabel);

  // The identity block with its Data Matrix, for an identity that a person says is qualified.
  at("label-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    eraseLabel();
    const mine = erasures;
    const shown = state.patient.cardSession ? state.ins : typed;
    if (!shown || !shown.identity) return;
    const value = (id) => at(id).value.trim() || null;
    const identity = { ...shown.identity, firstGivenName: value("first-given-name"), usedName: value("used-name"),
      usedGivenName: value("used-given-name") };
    try {
      const answer = await call("/v1/ins/identity-block", {
        method: "POST", body: JSON.stringify({ identity, status: "qualifiee" }),
        headers: { "Content-Type": "application/json", Accept: "image/svg+xml" } });
      const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
      // Another person's card, another search, or another word in the form came in between.
      if (erasures !== mine) return;
      at("label").replaceChildren(document.importNode(drawing, true));
      at("print-label").hidden = false;
    } catch (error) {
      const p = error.problem || {};
      say([p.title || "L'agent ne répond pas.", p.detail, p.action].filter(Boolean).join(" "), true);
    }
  });

  at("print-label").addEventListener("click", () => window.print());

  // The traits of the form as one's own file has them.
  const localTraits = () => {
    const value = (id) => at(id).value.trim() || null;
    const names = value("given-names");
    return { birthName: value("birth-name"), givenNames: names && names.split(",").map((name) => name.trim()).join(" "),
      sex: value("sex"), birthDate: standard(value("birth-date")), birthPlace: value("birth-place") };
  };

  const dropTyped = () => {
    clearTimeout(forgetting);
    typed = null;
    at("traits-form").reset();
  };

  const search = (beneficiary, birthRank) => {
    chosen = beneficiary;
    rankAsked = false;
    if (!birthRank) at("rank").value = "1";
    const session = state.patient.cardSession;
    return call("/v1/ins/vitale", {
      method: "POST", body: JSON.stringify(birthRank ? { beneficiary, birthRank } : { beneficiary }),
      headers: { "Content-Type": "application/json", "If-Match": `"${state.patient.cardSession}"` },
    }).catch((error) => {
      // Another card, or another person of it, came in between.
      if (seen !== session || chosen !== beneficiary) return;
      rankAsked = !!error.problem && error.problem.code === "vitale.birthRankRequired";
      if (!rankAsked) { tell(error); return; }
      // Nothing is proposed: a twin's rank is not what somebody may confirm unread.
      at("rank").value = "";
      show();
      at("rank").focus();
    });
  };

  at("rank-form").addEventListener("submit", (event) => {
    event.preventDefault();
    reveal("rank-form", false, "h-ins");
    search(ranked, Number(at("rank").value));
  });

  at("traits-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (seen) { say("Retirez d'abord la carte Vitale : cette recherche est pour une personne sans carte.", true); return; }
    const value = (id) => at(id).value.trim();
    const traits = {
      birthName: value("birth-name"),
      givenNames: value("given-names").split(value("given-names").includes(",") ? "," : /\s+/).map((n) => n.trim()),
      sex: value("sex"), birthDate: standard(value("birth-date")), birthPlace: value("birth-place") || null,
    };
    clearTimeout(forgetting);
    const asked = typed = { status: "calling", local: localTraits() };
    show();
    try {
      const answer = await call("/v1/ins/traits", {
        method: "POST", body: JSON.stringify(traits), headers: { "Content-Type": "application/json" },
      });
      const found = await answer.json();
      // Somebody else's card, or another search, came in between.
      if (typed !== asked) return;
      const mine = typed = { ...found, local: asked.local };
      forgetting = setTimeout(() => { if (typed === mine) { dropTyped(); show(); } }, 300000);
      show();
    } catch (error) {
      if (typed !== asked) return;
      typed = null;
      show();
      const p = error.problem || {};
      say([p.title || "L'agent ne répond pas.", p.detail, p.action].filter(Boolean).join(" "), true);
    }
  });

  at("pin-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new TextEncoder().encode(at("pin").value);
    at("pin").value = "";
    const headers = {
      "Content-Type": "application/octet-stream", "If-Match": `"${state.professional.cardSession}"`,
    };
    if (at("last-try-confirmed").checked) headers["Insi-Last-Try"] = "confirmed";
    at("last-try-confirmed").checked = false;
    complaint = null;
    const card = worn;
    call("/v1/professional/pin", { method: "PUT", body, headers }).catch((error) => {
      // An agent that did not answer is no news for long, nor is what was said of another card.
      if (error.problem && card === worn) complaint = error;
      tell(error);
    }).finally(() => body.fill(0));
  });

  at("on-pad").addEventListener("click", () => {
    const headers = { "Content-Type": "application/json" };
    if (at("last-try-confirmed").checked) headers["Insi-Last-Try"] = "confirmed";
    at("last-try-confirmed").checked = false;
    call("/v1/professional/pin-request", { method: "POST", body: "{}", headers }).catch(tell);
  });

  // What the page no longer follows it no longer shows: the card may be gone.
  const forgetPatient = () => {
    if (!state) return;
    state = { ...state, patient: { status: "absent" }, ins: { status: "idle" } };
    dropTyped();
    at("pin-form").reset();
    show();
  };

  const shut = () => {
    clearTimeout(forgetting);
    at("pin-form").reset();
    at("desk").hidden = true;
    at("closed").hidden = false;
    say("Cette page n'est plus ouverte : relancez-la depuis l'agent.", true);
  };
  // A new address pasted over this one: the browser itself only moves to another part of the page.
  addEventListener("hashchange", () => { if (location.hash.startsWith("#code=")) location.reload(); });

  const follow = async () => {
    let isLost = false;
    for (;;) {
      try {
        // An agent that hangs longer than it may wait is lost too.
        const signal = AbortSignal.timeout(40000);
        const answer = await call(tag ? `/v1/state?after=${encodeURIComponent(tag)}&wait=25` : "/v1/state", { signal });
        tag = answer.headers.get("ETag").replaceAll('"', "");
        state = await answer.json();
        isLost = false;
        opener?.tell("state", { state });
        show();
      } catch (error) {
        if (error.problem?.code === "request.tooManyWaiting") {
          // All places of those who wait are taken: the state is still there for the asking.
          tag = null;
          await new Promise((resume) => setTimeout(resume, 1000));
          continue;
        }
        if (!isLost) forgetPatient();
        isLost = true;
        if (opener) {
          const problem = error.problem || { code: "client.unreachable", title: "L'agent ne répond pas." };
          // Whoever never was registered is told nothing.
          const isKnown = state || !["request.origin", "client.unreachable"].includes(problem.code);
          if (isKnown) opener.tell("problem", { problem });
          if (error.status === 401 || error.status === 403) { shut(); tell(error); return; }
        }
        if (error.status === 401) { shut(); return; }
        tag = null;
        tell(error);
        await new Promise((resume) => setTimeout(resume, 2000));
      }
    }
  };

  // Opened by a page that the browser keeps from the agent: with that page's own token, whose origin the browser tells us and we
  // the agent, the state is shown here and told back to that page alone. The PIN is no matter of such a token.
  const awaitOpener = () => {
    const receive = ({ source, origin, data }) => {
      if (source !== window.opener || data?.type !== "insi-agent.follow" || data.version !== 1) return;
      if (!/^[0-9a-f]{64}$/.test(data.token)) return;
      removeEventListener("message", receive);
      token = data.token;
      opener = { origin, tell: (what, content) => {
        source.postMessage({ type: `insi-agent.${what}`, version: 1, ...content }, origin);
      } };
      follow();
    };
    addEventListener("message", receive);
  };

  const open = async () => {
    const code = new URLSearchParams(location.hash.slice(1)).get("code");
    history.replaceState(null, "", location.pathname);
    if (!code) {
      say("Ouvrez cette page depuis l'agent : son adresse porte un code à usage unique.", true);
      if (window.opener) awaitOpener();
      return;
    }
    try {
      const answer = await call("/v1/session", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code }),
      });
      token = (await answer.json()).token;
      document.dispatchEvent(new CustomEvent("insi-agent:open", { detail: call }));
      await follow();
    } catch (error) {
      if (error.status === 401) say("Ce code n'est plus valable : rouvrez la page depuis l'agent.", true);
      else tell(error);
    }
  };
  open();
})();
