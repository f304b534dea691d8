"use strict";
// The view for the patient: what to do with the card, and nothing of anybody. It follows the state by long-poll with a token of the
// scope `status`: a one-time code of the address (#code=…), or the token of a client that the administrator made (#token=…),
// which a kiosk keeps in its address.
(() => {
  const at = (id) => document.getElementById(id);
  const forgottenAfter = 20000;
  const steps = {
    start: ["Un instant…", ""],
    closed: ["Ce poste n'est pas disponible.", "Adressez-vous à l'accueil."],
    insert: ["Insérez votre carte Vitale", "Puce vers l'avant, dans le lecteur."],
    read: ["Lecture de votre carte…", "Laissez-la dans le lecteur."],
    wait: ["Votre carte est lue", "Laissez-la dans le lecteur\u00a0; l'accueil s'occupe de vous."],
    call: ["Recherche de votre identité de santé…", "Laissez votre carte dans le lecteur."],
    remove: ["Vous pouvez retirer votre carte", "Merci."],
    trouble: ["Cette carte n'a pas pu être lue", "Retirez-la et adressez-vous à l'accueil."],
    alarm: ["N'oubliez pas votre carte\u00a0!", "Retirez-la du lecteur."],
  };
  let token = null;
  let tag = null;
  let shown = null;
  let forgotten = null;

  const show = (step) => {
    if (step === shown || (shown === "alarm" && step === "remove")) return;
    clearTimeout(forgotten);
    shown = step;
    [at("message").textContent, at("detail").textContent] = steps[step];
    at("view").dataset.step = step === "call" ? "wait" : step;
    if (step === "remove" || step === "trouble") forgotten = setTimeout(() => { show("alarm"); sound(); }, forgottenAfter);
  };

  // Three short notes, where the browser lets a page that nobody touched make a sound.
  const sound = () => {
    try {
      const audio = new AudioContext();
      for (let note = 0; note < 3; note += 1) {
        const tone = audio.createOscillator();
        tone.frequency.value = 880;
        tone.connect(audio.destination);
        tone.start(audio.currentTime + note * 0.5);
        tone.stop(audio.currentTime + note * 0.5 + 0.2);
      }
      setTimeout(() => audio.close(), 2000);
    } catch { /* silent where there is no sound */ }
  };

  const step = ({ agent, patient, ins }) => {
    if (agent.readerService !== "available") return "closed";
    switch (patient.status) {
      case "absent": return "insert";
      case "reading": return "read";
      case "ready": break;
      default: return "trouble";
    }
    if (ins.status === "calling") return "call";
    return ["found", "notFound", "several", "failed"].includes(ins.status) ? "remove" : "wait";
  };

  const call = async (path, options = {}) => {
    const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...options.headers };
    const answer = await fetch(path, { ...options, headers, cache: "no-store" });
    if (!answer.ok) throw Object.assign(new Error("refused"), { status: answer.status });
    return answer;
  };

  const follow = async () => {
    for (;;) {
      try {
        // An agent that hangs longer than it may wait is lost too.
        const signal = AbortSignal.timeout(40000);
        const answer = await call(tag ? `/v1/state?after=${encodeURIComponent(tag)}&wait=25` : "/v1/state", { signal });
        tag = answer.headers.get("ETag").replaceAll('"', "");
        show(step(await answer.json()));
      } catch (error) {
        // 429: all places of those who wait are taken; the state is still there for the asking.
        if (error.status !== 429) show("closed");
        if (error.status === 401) return;
        tag = null;
        await new Promise((resume) => setTimeout(resume, 1000));
      }
    }
  };

  const open = async () => {
    const address = new URLSearchParams(location.hash.slice(1));
    token = address.get("token");
    const code = address.get("code");
    try {
      if (code) {
        history.replaceState(null, "", location.pathname);
        const answer = await call("/v1/session", {
          method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code }) });
        token = (await answer.json()).token;
      }
      if (token) { await follow(); return; }
    } catch { /* told below */ }
    show("closed");
  };
  // A new address pasted over this one: the browser itself only moves to another part of the page.
  addEventListener("hashchange", () => location.reload());
  open();
})();
