// A way for htmx to swap: what is there is changed into what the server sent, element by element. So the focus, the
// place scrolled to, what is typed or unfolded, and charts stay. Elements with the same data-key, or id, are the same
// wherever they stand; others are by their place.

htmx.defineExtension("morph", {
    isInlineSwap: (style) => style === "morph",
    handleSwap: (style, target, fragment) => {
        if (style !== "morph") {
            return false;
        }
        const wanted = fragment.firstElementChild ?? fragment;
        morph(target, wanted);
        return [target];
    },
});

function morph(element, wanted) {
    // what a script has written there stays
    if (element.hasAttribute("data-keep")) {
        return;
    }
    attributes(element, wanted);
    if (element.hasAttribute("data-flash") && element.textContent !== wanted.textContent) {
        mark(element, "flash");
    }
    children(element, wanted);
}

function attributes(element, wanted) {
    for (const { name, value } of wanted.attributes) {
        if (element.getAttribute(name) !== value) {
            element.setAttribute(name, value);
        }
    }
    for (const { name } of [...element.attributes]) {
        // what somebody unfolded stays so
        if (!wanted.hasAttribute(name) && !(name === "open" && element.localName === "details")) {
            element.removeAttribute(name);
        }
    }
}

function children(element, wanted) {
    const keysWanted = new Set([...wanted.children].map(key).filter(Boolean));
    const known = new Map();
    for (const child of [...element.children]) {
        const k = key(child);
        if (k && keysWanted.has(k)) {
            known.set(k, child);
        } else if (k) {
            child.remove();
        }
    }
    const hadKeys = known.size > 0;
    let at = element.firstChild;
    for (const next of [...wanted.childNodes]) {
        const k = key(next);
        const found = k ? known.get(k) : at && alike(at, next) ? at : null;
        if (!found) {
            const added = document.importNode(next, true);
            element.insertBefore(added, at);
            if (hadKeys && k && added.hasAttribute("data-fresh")) {
                mark(added, "fresh");
            }
            continue;
        }
        if (found === at) {
            at = at.nextSibling;
        } else {
            element.insertBefore(found, at);
        }
        if (found.nodeType !== Node.ELEMENT_NODE) {
            if (found.nodeValue !== next.nodeValue) {
                found.nodeValue = next.nodeValue;
            }
        } else if (found.localName !== next.localName) {
            found.replaceWith(document.importNode(next, true));
        } else {
            morph(found, next);
        }
    }
    while (at) {
        const surplus = at;
        at = at.nextSibling;
        surplus.remove();
    }
}

function alike(node, other) {
    return node.nodeType === other.nodeType && node.nodeName === other.nodeName && !key(node);
}

function key(node) {
    return node.nodeType === Node.ELEMENT_NODE ? node.dataset.key ?? (node.id || null) : null;
}

/** Shows for a moment that something is new; how is up to the style sheet. */
function mark(element, name) {
    element.classList.remove(name);
    requestAnimationFrame(() => element.classList.add(name));
    element.addEventListener("animationend", () => element.classList.remove(name), { once: true });
}
