// Keeps the page up to date: listens to what changes, fetches the page again and has it changed in place; says so when
// the connection is lost, and catches up when it is there again.

const SOON = 300;
const AT_MOST_EVERY = 1_000;
const ANYWAY_EVERY = 60_000;
const AGAIN_AFTER = 2_000;
const LOOK_AFTER = 2_000;
const WORDS = {
    connecting: "Connecting…",
    live: "Live",
    lost: "Connection lost, trying again",
    again: "Live again",
};

const main = () => document.getElementById("main");
let source = null;
let listeningTo = null;
let state = "off";
let planned = null;
let lastRefresh = 0;
let running = false;
let missed = false;
let look = null;
let searching = null;

/** Starts it. */
export function keepLive() {
    if (main().dataset.passing === "true") {
        retryPage();
        return;
    }
    if (!main().dataset.changes) {
        document.getElementById("connection").hidden = true;
        return;
    }
    listen();
    setInterval(() => refreshSoon(0), ANYWAY_EVERY);
    document.addEventListener("visibilitychange", () => document.hidden ? rest() : goOn());
    window.addEventListener("offline", () => say("lost"));
    window.addEventListener("online", listen);
    document.addEventListener("htmx:beforeSwap", dropWhatIsOutdated);
    document.addEventListener("htmx:sendError", searchAgain);
    document.addEventListener("htmx:afterSettle", () => {
        if (main().dataset.changes !== listeningTo) {
            listen();
        }
        lookWhetherCaughtUp();
    });
    lookWhetherCaughtUp();
}

/** Nothing tells when a view that was behind has caught up, or that it stands still. */
function lookWhetherCaughtUp() {
    clearTimeout(look);
    if (main().querySelector("[data-behind]")) {
        look = setTimeout(() => refreshSoon(0), LOOK_AFTER);
    }
}

/** A browser has six connections to a server, for all its tabs: one that nobody looks at gives its own back. */
function rest() {
    source?.close();
    source = null;
    missed = true;
}

function goOn() {
    if (source === null) {
        listen();
    }
    if (missed) {
        refreshSoon(0);
    }
}

function listen() {
    source?.close();
    source = null;
    listeningTo = main().dataset.changes;
    if (document.hidden) {
        return;
    }
    source = new EventSource(listeningTo);
    const mine = source;
    if (state === "off") {
        say("connecting");
    }
    source.addEventListener("open", () => {
        if (state === "lost") {
            say("again");
            setTimeout(() => state === "again" && say("live"), 5_000);
            refreshSoon(0);
        } else if (state !== "again") {
            say("live");
            // what happened between the page and this moment
            refreshSoon(AT_MOST_EVERY);
        }
    });
    source.addEventListener("change", () => refreshSoon(SOON));
    source.addEventListener("error", () => {
        say("lost");
        // after a lost connection the browser tries again by itself, after a refusal it does not
        if (source === mine && source.readyState === EventSource.CLOSED) {
            setTimeout(() => source === mine && listen(), AGAIN_AFTER);
        }
    });
}

function say(next) {
    if (state !== next) {
        state = next;
        const badge = document.getElementById("connection");
        badge.dataset.state = next;
        badge.querySelector("span").textContent = WORDS[next];
    }
}

/** Many changes become one refresh, and there is at most one a second. */
function refreshSoon(delay) {
    if (document.hidden) {
        missed = true;
    } else if (planned === null) {
        const wait = Math.max(delay, lastRefresh + AT_MOST_EVERY - Date.now());
        planned = setTimeout(refresh, wait);
    }
}

async function refresh() {
    planned = null;
    if (running) {
        refreshSoon(AT_MOST_EVERY);
        return;
    }
    missed = false;
    running = true;
    lastRefresh = Date.now();
    const target = main();
    try {
        await htmx.ajax("GET", here(), { source: target, target, select: "#main", swap: "morph" });
    } catch {
        // the event source tells that the server is away, and when it is back
    } finally {
        running = false;
    }
}

const here = () => location.pathname + location.search;

/** Somebody has gone on meanwhile: what was fetched for the page before must not replace this one. */
function dropWhatIsOutdated(event) {
    const { requestConfig, xhr } = event.detail;
    if (requestConfig.elt === main()) {
        if (requestConfig.path !== here()) {
            event.detail.shouldSwap = false;
        } else if (xhr.status >= 500) {
            missed = true;
            setTimeout(() => refreshSoon(0), AGAIN_AFTER);
        }
        document.body.classList.toggle("stale", xhr.status >= 500);
    } else if (xhr.status >= 500) {
        searchAgain(event);
    } else if (requestConfig.elt.matches("form")) {
        clearTimeout(searching);
        document.body.classList.remove("stale");
    }
}

/** What was searched for is not what is shown. */
function searchAgain(event) {
    const form = event.detail.requestConfig.elt;
    if (form.matches("form")) {
        const asked = here();
        document.body.classList.add("stale");
        clearTimeout(searching);
        // unless somebody has gone on meanwhile
        searching = setTimeout(() => form.isConnected && here() === asked && htmx.trigger(form, "submit"), AGAIN_AFTER);
    }
}

/** A page that could not be shown for the moment: shown as soon as it can be. */
function retryPage() {
    const attempt = async () => {
        try {
            if ((await fetch(location.href, { cache: "no-store" })).ok) {
                location.reload();
                return;
            }
        } catch {
            // still away
        }
        setTimeout(attempt, AGAIN_AFTER);
    };
    setTimeout(attempt, AGAIN_AFTER);
}
