// What came of a button that asks for something to be done: said in a word, and the page is fetched again.

const outcome = () => document.getElementById("outcome");

/** Listens for the answers. */
export function tellOutcomes() {
    document.addEventListener("htmx:afterRequest", async (event) => {
        const { elt, xhr, successful } = event.detail;
        if (!elt.matches("[data-done]")) {
            return;
        }
        say(successful ? words(elt, xhr) : refusal(xhr), successful);
        const main = document.getElementById("main");
        try {
            await htmx.ajax("GET", location.pathname, { source: main, target: main, select: "#main", swap: "morph" });
        } catch {
            // what came of it is told; the rest of the page follows by itself
        }
    });
}

function say(text, good) {
    outcome().textContent = text;
    outcome().classList.toggle("late", !good);
}

function words(button, xhr) {
    const answer = json(xhr);
    if (answer?.cause) {
        return `${button.dataset.done}: ${answer.retried} of its events taken in, then failed again.`;
    }
    return answer ? `${button.dataset.done}: ${answer.retried} events taken in, ${answer.remaining} left.`
        : `${button.dataset.done}.`;
}

function refusal(xhr) {
    return `Not done: ${json(xhr)?.message ?? "the server cannot be reached"}.`;
}

function json(xhr) {
    try {
        return JSON.parse(xhr.responseText);
    } catch {
        return null;
    }
}
