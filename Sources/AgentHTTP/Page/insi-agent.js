// @ts-check
// insi-agent.js: how a page talks to the insi-agent of the machine it is shown on. No dependency, no build step.
//
// A browser refuses another origin's script from the agent: host a copy beside your page. The same text serves both ways:
//   <script src="insi-agent.js"></script>                 then window.InsiAgent and window.InsiAgentError
//   import { InsiAgent } from "./insi-agent.mjs"          the same file followed by one line of exports; the agent serves
//                                                         both, /insi-agent.js and /insi-agent.mjs
//
//   const agent = new InsiAgent({ token });
//   const stop = new AbortController();
//   agent.follow((state) => show(state), { signal: stop.signal, onLost: () => hidePatient() });
//   const ins = await agent.searchByVitale({ cardSession: state.patient.cardSession, beneficiary: 0 });
//
// Letters beyond ASCII are escaped, so that a page of any character set may load it. Every refusal is an
// InsiAgentError with the agent's `code`, French `title`, `detail` and `action`, `retry` and `status`.
"use strict";
((root) => {
  /**
   * A problem of the agent (RFC 9457), or of the way to it: `client.unreachable`, `client.unreadable`, `client.popup`,
   * `client.closed`.
   * @typedef {{ code?: string, title?: string, detail?: string, action?: string, retry?: string, requestId?: string,
   *   rule?: string, service?: object }} Problem
   * @typedef {{ status?: string, attributes?: string[], oid?: string }} Local
   * @typedef {{ [name: string]: any }} Document
   * @typedef {{ body?: object, tag?: string, cardSession?: string, idempotencyKey?: string, accept?: string,
   *   signal?: AbortSignal }} Call
   * @typedef {"granted" | "denied" | "prompt" | "unknown"} Permission
   */
  class InsiAgentError extends Error {
    /**
     * @param {Problem} problem
     * @param {{ status?: number, retryAfter?: number, cause?: unknown }} [more]
     */
    constructor(problem, more = {}) {
      super(`${problem.title || ""} ${problem.detail || ""}`.trim() || problem.code, { cause: more.cause });
      this.name = "InsiAgentError";
      /** Stable, in English. */
      this.code = problem.code || "client.unreadable";
      /** For the person at the desk, in French, as are `detail` and `action`. */
      this.title = problem.title || "L'agent a r\u00e9pondu autrement que pr\u00e9vu.";
      this.detail = problem.detail || "";
      this.action = problem.action || "";
      /** `never`, `now`, `later` or `afterUserAction`. */
      this.retry = problem.retry || "later";
      /** The HTTP status; 0 when there was no answer. */
      this.status = more.status || 0;
      /** Seconds after which the agent wants to be asked again; 0 when it does not say. */
      this.retryAfter = more.retryAfter || 0;
      this.requestId = problem.requestId;
      this.rule = problem.rule;
      this.service = problem.service;
    }
  }

  const sentences = {
    granted: "Le navigateur permet \u00e0 cette page de joindre l'agent du poste.",
    prompt: "Le navigateur va demander si cette page peut acc\u00e9der \u00e0 ce poste : r\u00e9pondez \u00ab Autoriser \u00bb.",
    denied: "Le navigateur interdit \u00e0 cette page d'acc\u00e9der \u00e0 ce poste. Cliquez sur l'ic\u00f4ne \u00e0 gauche de l'adresse, autorisez "
      + "l'acc\u00e8s au r\u00e9seau local ou aux applications de cet appareil, puis rechargez la page.",
    insecure: "Cette page n'est pas en HTTPS : le navigateur ne lui permet pas de joindre l'agent du poste.",
    unreachable: "L'agent du poste ne r\u00e9pond pas \u00e0 cette page : il n'est pas d\u00e9marr\u00e9, ou l'adresse de cette page n'est pas "
      + "enregistr\u00e9e aupr\u00e8s de lui. Pr\u00e9venez votre informaticien.",
    closed: "La fen\u00eatre de l'agent est ferm\u00e9e : rouvrez-la.",
    popup: "Le navigateur a bloqu\u00e9 la fen\u00eatre de l'agent : autorisez les fen\u00eatres de ce site.",
  };

  // How long we believe in a connection that says nothing, and when a stream counts as cut early; milliseconds.
  const usual = { firstEvent: 5000, silence: 40000, shortLife: 5000, firstPause: 500, longestPause: 30000, wait: 25 };

  /**
   * Resolves after a while, or at once when the signal is aborted.
   * @param {number} milliseconds
   * @param {AbortSignal} [signal]
   * @returns {Promise<void>}
   */
  const pause = (milliseconds, signal) => new Promise((resume) => {
    if (signal?.aborted) { resume(); return; }
    const end = () => { clearTimeout(timer); signal?.removeEventListener("abort", end); resume(); };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
  });

  /** Turns the text of an event stream into events (HTML, 9.2.6), however it is cut into pieces. */
  class EventReader {
    #rest = "";
    #afterReturn = false;
    #event = { name: "", data: "", id: "" };
    #id = "";

    /**
     * @param {string} text
     * @returns {{ name: string, data: string, id: string }[]}
     */
    read(text) {
      if (!text) return [];
      if (this.#afterReturn && text.startsWith("\n")) text = text.slice(1);
      this.#afterReturn = text.endsWith("\r");
      const lines = (this.#rest + text).split(/\r\n|\n|\r/);
      this.#rest = lines.pop() || "";
      const events = [];
      for (const line of lines) {
        if (line === "") {
          if (this.#event.data) events.push({ ...this.#event, data: this.#event.data.slice(0, -1), id: this.#id });
          this.#event = { name: "", data: "", id: "" };
          continue;
        }
        const colon = line.indexOf(":");
        const field = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (field === "event") this.#event.name = value;
        if (field === "data") this.#event.data += value + "\n";
        if (field === "id" && !value.includes("\0")) this.#id = value;
      }
      return events;
    }
  }

  class InsiAgent {
    #times;

    /**
     * The agent at `url`. The token is `insi-agent client add`'s, or what `pair` brings.
     * @param {{ url?: string, token?: string | null, times?: Partial<typeof usual> }} options
     */
    constructor({ url = "http://127.0.0.1:14674", token, times = {} } = {}) {
      this.url = url.replace(/\/+$/, "");
      this.token = token;
      this.#times = { ...usual, ...times };
    }

    /**
     * Follows the state until the signal is aborted: by the event stream, or by long-poll where the stream is refused, kept
     * back or cut. A lost agent is called again, after longer and longer pauses; `onLost` is told each time, and whoever
     * shows a patient then hides them, since the card may be gone. When the agent refuses this page or its token, `onLost` is
     * told too, and the promise rejects.
     * @param {(state: Document) => void} onState called with the whole state, at first and at each change
     * @param {{ signal?: AbortSignal, onLost?: (error: InsiAgentError) => void }} options
     * @returns {Promise<void>}
     */
    async follow(onState, { signal, onLost } = {}) {
      const course = { tag: "", streams: true, hasStreamed: false, cuts: 0, failures: 0 };
      const tell = (/** @type {Document} */ state) => {
        course.failures = 0;
        if (state.tag === course.tag) return;
        course.tag = state.tag;
        // The page's own mistake is told where such mistakes are, and ends nothing here.
        try { onState(state); } catch (error) { setTimeout(() => { throw error; }); }
      };
      while (!signal?.aborted) {
        try {
          await this.#next(course, tell, signal);
        } catch (error) {
          if (signal?.aborted) return;
          if (!(error instanceof InsiAgentError)) throw error;
          course.tag = "";
          course.failures += 1;
          onLost?.(error);
          if (error.status === 401 || error.status === 403) throw error;
          const grown = this.#times.firstPause * 2 ** Math.min(course.failures - 1, 16);
          const longest = Math.min(grown, this.#times.longestPause);
          await pause(Math.max(longest * (0.5 + Math.random() / 2), error.retryAfter * 1000), signal);
        }
      }
    }

    /**
     * The state as it is now.
     * @param {{ signal?: AbortSignal }} options
     * @returns {Promise<Document>}
     */
    async state({ signal } = {}) { return this.#document("GET", "/v1/state", { signal }); }

    /**
     * Asks INSi with the Vitale card in place (WS_INS1). `cardSession` is the state's: a card that was changed meanwhile is
     * refused (`request.cardSession`), never mistaken.
     * @param {{ cardSession: string, beneficiary?: number, birthRank?: number, local?: Local, idempotencyKey?: string,
     *   signal?: AbortSignal }} request
     * @returns {Promise<Document>} the member `ins` of the state
     */
    async searchByVitale({ cardSession, beneficiary, birthRank, local, idempotencyKey, signal }) {
      return this.#document("POST", "/v1/ins/vitale", {
        body: { beneficiary, birthRank, local }, cardSession, idempotencyKey, signal,
      });
    }

    /**
     * Asks INSi by traits (WS_INS2).
     * @param {{ birthName: string, givenNames: string | string[], sex: "M" | "F", birthDate: string,
     *   birthPlace?: string | null, local?: Local, idempotencyKey?: string, signal?: AbortSignal }} request
     * @returns {Promise<Document>}
     */
    async searchByTraits({ birthName, givenNames, sex, birthDate, birthPlace, local, idempotencyKey, signal }) {
      return this.#document("POST", "/v1/ins/traits", {
        body: { birthName, givenNames, sex, birthDate, birthPlace, local }, idempotencyKey, signal,
      });
    }

    /**
     * Compares a local identity with INSi's: `identity`, or what the search `requestId` found (with `cardSession` for the card
     * in place).
     * @param {{ local: Document, identity?: Document, requestId?: string, cardSession?: string, signal?: AbortSignal }} request
     * @returns {Promise<Document>}
     */
    async compare({ local, identity, requestId, cardSession, signal }) {
      return this.#document("POST", "/v1/ins/comparison", { body: { local, identity, requestId }, cardSession, signal });
    }

    /**
     * What an event does to the status of an identity, and by which rule.
     * @param {{ status: string, event: string, attributes?: string[], oid?: string, signal?: AbortSignal }} request
     * @returns {Promise<Document>}
     */
    async statusAdvice({ status, event, attributes, oid, signal }) {
      return this.#document("POST", "/v1/ins/status-advice", { body: { status, event, attributes, oid }, signal });
    }

    /**
     * The INS Data Matrix of a qualified identity.
     * @param {{ identity: Document, status: string, attributes?: string[], format?: "image/svg+xml" | "image/png",
     *   signal?: AbortSignal }} request
     * @returns {Promise<Blob>}
     */
    async dataMatrix({ identity, status, attributes, format = "image/svg+xml", signal }) {
      const body = { identity, status, attributes };
      return (await this.#call("POST", "/v1/ins/datamatrix", { body, accept: format, signal })).blob();
    }

    /**
     * The identity block of a qualified identity: its lines, or a picture or page as a Blob.
     * @param {{ identity: Document, status: string, attributes?: string[],
     *   format?: "application/json" | "image/svg+xml" | "text/html", signal?: AbortSignal }} request
     * @returns {Promise<Document | Blob>}
     */
    async identityBlock({ identity, status, attributes, format = "application/json", signal }) {
      const body = { identity, status, attributes };
      if (format === "application/json") {
        return this.#document("POST", "/v1/ins/identity-block", { body, accept: format, signal });
      }
      return (await this.#call("POST", "/v1/ins/identity-block", { body, accept: format, signal })).blob();
    }

    /**
     * Asks that the person at the desk be shown a prompt for the PIN: on the reader's pad or the agent's page, never here.
     * @param {{ signal?: AbortSignal }} options
     * @returns {Promise<void>}
     */
    async requestPIN({ signal } = {}) { await this.#call("POST", "/v1/professional/pin-request", { body: {}, signal }); }

    /**
     * Asks to be paired, while the agent's pairing window is open. The agent shows this page's origin, the scopes and a code;
     * `confirm` takes the code that the person read there and brings the token, which is also kept here: store it.
     * @param {{ name: string, scopes: string[], signal?: AbortSignal }} request
     * @returns {Promise<{ pairingId: string, confirm: (code: string) => Promise<string> }>}
     */
    async pair({ name, scopes, signal }) {
      const { pairingId } = await this.#document("POST", "/v1/pairing", { body: { name, scopes }, signal });
      return {
        pairingId,
        confirm: async (code) => {
          const { token } = await this.#document("POST", "/v1/pairing", { body: { pairingId, code }, signal });
          this.token = token;
          return token;
        },
      };
    }

    /**
     * What the browser says of this page and programs on the machine: `unknown` where it has no such permission. A page
     * that is itself on the machine needs none.
     * @returns {Promise<Permission>}
     */
    async permission() {
      if (/^(localhost|127\.[0-9.]+|\[::1\])$/.test(root.location?.hostname)) return "granted";
      for (const name of ["loopback-network", "local-network-access"]) {
        try {
          const query = { name: /** @type {PermissionName} */ (/** @type {unknown} */ (name)) };
          return (await navigator.permissions.query(query)).state;
        } catch { /* This browser does not know the name. */ }
      }
      return "unknown";
    }

    /**
     * A sentence in French for the person at the desk: before the first call, what the browser will ask; after one that did
     * not arrive, why.
     * @param {unknown} [error] what a call ended with
     * @returns {Promise<string>}
     */
    async explain(error) {
      if (error instanceof InsiAgentError && error.status) return `${error.title} ${error.action}`.trim();
      if (root.isSecureContext === false) return sentences.insecure;
      const permission = await this.permission();
      if (permission === "denied" || permission === "prompt") return sentences[permission];
      return error || permission === "unknown" ? sentences.unreachable : sentences.granted;
    }

    /**
     * Where the browser keeps this page from the agent: opens the agent's own page, which needs no permission. To be called
     * from a click.
     *
     * The two windows then speak by messages, each naming the other's exact origin, never `*`:
     *   this page -> agent    { type: "insi-agent.follow", version: 1, token }      every half second; it counts once
     *   agent -> this page    { type: "insi-agent.state", version: 1, state }       the state, as far as the token may see it
     *   agent -> this page    { type: "insi-agent.problem", version: 1, problem }   refused or lost: RFC 9457
     * The agent answers an origin only that is paired or registered, and that origin's token only. Whoever shows a patient hides
     * them on any `onProblem`, since the card may be gone: a refusal, an agent that is away, a window that says nothing more
     * (`client.unreachable`) or is closed (`client.closed`, the last). A window that was loaded again is followed again.
     * @param {{ onState?: (state: Document) => void, onProblem?: (error: InsiAgentError) => void, signal?: AbortSignal }}
     *   options
     * @returns {Window}
     */
    openAgentPage({ onState, onProblem, signal } = {}) {
      const origin = new URL(this.url).origin;
      const page = root.open(origin + "/", "insi-agent");
      if (!page) throw new InsiAgentError({ code: "client.popup", title: sentences.popup, retry: "afterUserAction" });
      let heardAt = 0;
      const receive = (/** @type {MessageEvent} */ message) => {
        if (message.origin !== origin || message.source !== page || message.data?.version !== 1) return;
        heardAt = Date.now();
        if (message.data.type === "insi-agent.state") onState?.(message.data.state);
        if (message.data.type === "insi-agent.problem") onProblem?.(new InsiAgentError(message.data.problem));
      };
      const end = () => { clearInterval(asking); root.removeEventListener("message", receive); };
      const asking = setInterval(() => {
        if (page.closed) {
          end();
          onProblem?.(new InsiAgentError({ code: "client.closed", title: sentences.closed, retry: "afterUserAction" }));
          return;
        }
        page.postMessage({ type: "insi-agent.follow", version: 1, token: this.token }, origin);
        // It tells the state at each end of its long-poll, unless it is gone elsewhere.
        if (!heardAt || Date.now() - heardAt < this.#times.silence) return;
        heardAt = 0;
        onProblem?.(this.#unreachable(undefined));
      }, 500);
      root.addEventListener("message", receive);
      signal?.addEventListener("abort", end);
      return page;
    }

    /**
     * One stream or one long-poll. Where all places of those who wait are taken, the state is still there for the asking.
     * @param {{ tag: string, streams: boolean, hasStreamed: boolean, cuts: number }} course
     * @param {(state: Document) => void} tell
     * @param {AbortSignal} [signal]
     */
    async #next(course, tell, signal) {
      try {
        await (course.streams ? this.#stream(course, tell, signal) : this.#poll(course, tell, signal));
      } catch (error) {
        if (!(error instanceof InsiAgentError) || error.code !== "request.tooManyWaiting") throw error;
        tell(await this.state({ signal }));
        await pause(1000, signal);
      }
    }

    /**
     * Reads the event stream until it ends. One that is refused, says nothing at first, or is cut early twice in a row, is
     * given up for the long-poll.
     * @param {{ tag: string, streams: boolean, hasStreamed: boolean, cuts: number }} course
     * @param {(state: Document) => void} tell
     * @param {AbortSignal} [signal]
     */
    async #stream(course, tell, signal) {
      const began = Date.now();
      const watch = new AbortController();
      const stop = () => watch.abort();
      signal?.addEventListener("abort", stop);
      // Who names the state that it has may be told nothing for a while.
      let timer = setTimeout(stop, course.tag ? this.#times.silence : this.#times.firstEvent);
      let hasSpoken = false;
      try {
        const answer = await this.#call("GET", "/v1/events", {
          accept: "text/event-stream", tag: course.tag, signal: watch.signal,
        });
        const type = answer.headers.get("Content-Type") || "";
        if (!type.startsWith("text/event-stream") || !answer.body) { course.streams = false; return; }
        const reader = answer.body.getReader();
        const decoder = new TextDecoder();
        const events = new EventReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          hasSpoken = true;
          clearTimeout(timer);
          timer = setTimeout(stop, this.#times.silence);
          for (const event of events.read(decoder.decode(value, { stream: true }))) {
            if (event.name === "state") { tell(this.#parsed(event.data)); course.hasStreamed = true; }
            // The last event: the token was revoked or ran out.
            if (event.name === "problem") throw new InsiAgentError(this.#parsed(event.data), { status: 401 });
          }
        }
      } catch (error) {
        if (signal?.aborted) return;
        if (hasSpoken && error instanceof InsiAgentError && error.status) throw error;
        // Not even a sign of life any more: whoever shows a patient must know.
        if (hasSpoken && watch.signal.aborted) throw this.#unreachable(error);
        const isRefused = error instanceof InsiAgentError && [404, 405, 406, 501].includes(error.status);
        // Nothing came although the agent says the state at once: something on the way keeps it back.
        const isKeptBack = watch.signal.aborted && !hasSpoken;
        if (isRefused || isKeptBack) { course.streams = false; return; }
        if (!hasSpoken) {
          // A refusal before the browser's own question is answered looks like nobody there: the poll tells which it is.
          if (!(error instanceof InsiAgentError) || error.status) throw error;
          await this.#poll(course, tell, signal);
          // Streams that worked before work again: the agent was only being started anew.
          course.streams = course.hasStreamed;
          return;
        }
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        watch.abort();
      }
      course.cuts = Date.now() - began < this.#times.shortLife ? course.cuts + 1 : 0;
      if (course.cuts >= 2) course.streams = false;
    }

    /**
     * One long-poll.
     * @param {{ tag: string }} course
     * @param {(state: Document) => void} tell
     * @param {AbortSignal} [signal]
     */
    async #poll(course, tell, signal) {
      const began = Date.now();
      const watch = new AbortController();
      const stop = () => watch.abort();
      signal?.addEventListener("abort", stop);
      const timer = setTimeout(stop, this.#times.silence);
      try {
        const query = course.tag ? `?after=${encodeURIComponent(course.tag)}&wait=${this.#times.wait}` : "";
        const state = await this.#document("GET", "/v1/state" + query, { signal: watch.signal });
        // Somebody on the way who answers at once for the agent is not asked again at once.
        if (state.tag === course.tag && Date.now() - began < 500) await pause(1000, signal);
        tell(state);
      } catch (error) {
        if (!watch.signal.aborted || signal?.aborted) throw error;
        throw this.#unreachable(error);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
      }
    }

    /**
     * @param {string} method
     * @param {string} path
     * @param {Call} options
     * @returns {Promise<Response>}
     */
    async #call(method, path, { body, tag, cardSession, idempotencyKey, accept, signal }) {
      const sent = new Headers();
      if (this.token) sent.set("Authorization", `Bearer ${this.token}`);
      if (body) sent.set("Content-Type", "application/json");
      if (tag) sent.set("Last-Event-ID", tag);
      if (accept) sent.set("Accept", accept);
      if (cardSession) sent.set("If-Match", `"${cardSession}"`);
      if (idempotencyKey) sent.set("Idempotency-Key", idempotencyKey);
      let answer;
      try {
        answer = await fetch(this.url + path, {
          method, headers: sent, body: body && JSON.stringify(body), signal, cache: "no-store", credentials: "omit",
          redirect: "error",
        });
      } catch (error) {
        if (signal?.aborted) throw error;
        throw this.#unreachable(error);
      }
      if (answer.ok) return answer;
      const problem = await answer.json().catch(() => ({}));
      const retryAfter = Number(answer.headers.get("Retry-After")) || 0;
      throw new InsiAgentError(problem, { status: answer.status, retryAfter });
    }

    /**
     * @param {string} method
     * @param {string} path
     * @param {Call} options
     * @returns {Promise<Document>}
     */
    async #document(method, path, options) {
      return this.#parsed(await (await this.#call(method, path, options)).text());
    }

    /**
     * @param {string} text
     * @returns {Document}
     */
    #parsed(text) {
      try {
        return JSON.parse(text);
      } catch (cause) {
        throw new InsiAgentError({ code: "client.unreadable" }, { cause });
      }
    }

    /** @param {unknown} cause */
    #unreachable(cause) {
      return new InsiAgentError({ code: "client.unreachable", title: sentences.unreachable, retry: "later" }, { cause });
    }
  }

  Object.assign(root, { InsiAgent, InsiAgentError });
})(globalThis);
