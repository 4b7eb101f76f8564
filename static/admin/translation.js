// A translation beside its source: what is typed is kept, as in the editor.

import { root } from "./desk.js";
import { startKeeping } from "./keeping.js";
import { startLines } from "./line.js";

root.classList.add("live");
startLines();
startKeeping();
