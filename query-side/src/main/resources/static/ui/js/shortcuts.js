// "/" goes to the search box, as in most tools of this kind; and addresses stay free of empty parameters.

/** Listens for them. */
export function shortcuts() {
    document.addEventListener("keydown", (event) => {
        const typing = event.target.closest("input, select, textarea, [contenteditable]");
        if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            (document.getElementById("q") ?? document.getElementById("find")).focus();
        }
    });
    document.addEventListener("htmx:configRequest", (event) => {
        const parameters = event.detail.parameters;
        for (const [name, value] of Object.entries(parameters)) {
            if (value === "" || (name === "sort" && value === "sku")) {
                delete parameters[name];
            }
        }
    });
}
