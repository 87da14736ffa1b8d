// What every page needs. Each module has one job; the pages work without any of them.
import "./morph.js";
import { makeLocal } from "./times.js";
import { keepLive } from "./live.js";
import { shortcuts } from "./shortcuts.js";
import "./charts.js";
import "./audit.js";
import { tellOutcomes } from "./outcomes.js";

makeLocal(document);
document.addEventListener("htmx:afterSwap", (event) => makeLocal(event.target));
shortcuts();
tellOutcomes();
keepLive();
