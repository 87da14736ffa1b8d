// The last audit: asked for when the page is shown, and again while it runs.

const WHERE = "/operations/audit";
const AGAIN_AFTER = 1_000;
const MOST = 50;

class AuditReport extends HTMLElement {

    #again = null;

    connectedCallback() {
        this.querySelector("button").addEventListener("click", () => this.#start());
        this.#look();
    }

    disconnectedCallback() {
        clearTimeout(this.#again);
    }

    async #start() {
        await this.#ask(async () => {
            const answer = await fetch(WHERE, { method: "POST", headers: { Accept: "application/json" } });
            if (!answer.ok) {
                const problem = await answer.json();
                return this.#show("late", `Not started: ${problem.message}.`);
            }
            return this.#look();
        });
    }

    async #look() {
        await this.#ask(async () => {
            const answer = await fetch(WHERE, { cache: "no-store", headers: { Accept: "application/json" } });
            if (answer.status === 404) {
                return this.#show("", "No audit yet. It makes every view again from all events, beside those that are "
                    + "read, and tells each difference.");
            }
            if (!answer.ok) {
                return this.#show("late", "The last audit cannot be told just now.");
            }
            return this.#report(await answer.json());
        });
    }

    async #ask(request) {
        clearTimeout(this.#again);
        try {
            await request();
        } catch {
            this.#show("late", "The server cannot be reached.");
            this.#again = setTimeout(() => this.#look(), AGAIN_AFTER);
        }
    }

    #report(audit) {
        const running = String(audit.state).toUpperCase() === "RUNNING";
        const found = (audit.differences?.length ?? 0) + (audit.violations?.length ?? 0);
        this.querySelector("button").disabled = running;
        if (running) {
            this.#show("", `Running: ${count(audit.events)} of ${count(audit.total)} events.`, audit);
            this.#again = setTimeout(() => this.#look(), AGAIN_AFTER);
        } else if (audit.clean) {
            this.#show("", "Clean: every view shows what the events give, and the events keep all rules.", audit);
        } else {
            this.#show("late", audit.problem ?? `${count(audit.differenceCount ?? audit.differences?.length)} differences, `
                + `${count(audit.violationCount ?? audit.violations?.length)} violations of the rules.`, audit);
        }
        this.querySelector("progress").hidden = !running;
        this.querySelector("progress").max = Math.max(1, audit.total ?? 1);
        this.querySelector("progress").value = audit.events ?? 0;
        this.querySelector("ul").hidden = found === 0;
    }

    #show(look, words, audit = {}) {
        const said = this.querySelector("[role=status]");
        if (said.textContent !== words) {
            said.textContent = words;
        }
        said.className = look;
        const items = [...(audit.differences ?? []), ...(audit.violations ?? [])].slice(0, MOST).map((one) => {
            const item = document.createElement("li");
            item.textContent = typeof one === "string" ? one
                : Object.entries(one).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${
                    typeof value === "object" ? JSON.stringify(value) : value}`).join(", ");
            return item;
        });
        this.querySelector("ul").replaceChildren(...items);
    }
}

const count = (n) => (n ?? 0).toLocaleString("en-GB");

customElements.define("audit-report", AuditReport);
