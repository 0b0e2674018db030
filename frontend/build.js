// Build the widget: one ES module and one style sheet, the same bytes from the same sources.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? fileURLToPath(new URL("../src/workbench/widget/static/", import.meta.url));

await build({
  absWorkingDir: here,
  entryPoints: ["src/index.js"],
  outfile: `${out}/coding.js`,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: {
    js: "/*! Built from frontend/ by `npm run build`. Contains CodeMirror 6 (MIT licence, (c) 2018-2021 Marijn Haverbeke and others). */",
  },
});
await writeFile(`${out}/coding.css`, await readFile(`${here}/src/coding.css`));
