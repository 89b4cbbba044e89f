// Checks every dashboard against Grafana's schema: @grafana/schema publishes it as types, in which a property that is unknown, missing or of
// another type is an error. What a Prometheus query has beyond any query is named here, for the package has no type of it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const dashboards = join(here, "..", "dashboards");
const work = join(here, "target");
const PANELS = ["timeseries", "stat", "bargauge", "table"];

const types = `
import type { AnnotationQuery, Dashboard, FieldConfigSource, Panel, RowPanel } from "@grafana/schema/dist/types/veneer/dashboard.types";
import type { DataQuery } from "@grafana/schema/dist/types/veneer/common.types";
${PANELS.map((type) => `import type * as ${type} from "@grafana/schema/dist/types/raw/composable/${type}/panelcfg/x/types.gen";`).join("\n")}
type Prometheus = DataQuery & { expr: string; legendFormat?: string; instant?: boolean; range?: boolean; format?: string; interval?: string };
/** JSON knows no enums: their values stand for them. */
type Plain<T> = T extends string ? (string extends T ? string : \`\${T}\`) : T extends number ? number
  : T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
/** The types do not say that a threshold without a value is the lowest, as the file has it. */
type Lowest<T> = T extends (infer U)[] ? Lowest<U>[] : T extends { value: number | null } ? T
  : T extends object ? { [K in keyof T]: K extends "steps" ? ({ color: string; value: number | null })[] : Lowest<T[K]> } : T;
type Shown<O, F = Record<string, unknown>> = Omit<Panel, "targets" | "options" | "fieldConfig">
  & { title: string; targets: Prometheus[]; options: O; fieldConfig: FieldConfigSource<F> };
`;

const kinds = {
  timeseries: "Shown<timeseries.Options, timeseries.FieldConfig>",
  stat: "Shown<stat.Options>",
  bargauge: "Shown<bargauge.Options>",
  table: "Shown<Partial<table.Options>>",
};

function source(board) {
  const { panels, annotations, ...rest } = board;
  const lines = [types, declared("board", 'Plain<Omit<Dashboard, "panels" | "annotations">>', rest)];
  annotations.list.forEach((each, number) =>
    lines.push(declared(`annotation${number}`, "Plain<AnnotationQuery<Prometheus> & { titleFormat?: string; step?: string }>", each)));
  for (const panel of panels) {
    const kind = panel.type === "row" ? "RowPanel" : kinds[panel.type];
    if (!kind) {
      throw new Error(`no type is named here for a panel of ${panel.type}`);
    }
    lines.push(declared(`panel${panel.id}`, `Plain<Lowest<${kind}>>`, panel));
  }
  return lines.join("\n");
}

const declared = (name, type, value) => `export const ${name}: ${type} = ${JSON.stringify(value, null, 1)};`;

rmSync(work, { recursive: true, force: true });
mkdirSync(work);
const files = readdirSync(dashboards).filter((file) => file.endsWith(".json")).map((file) => {
  const written = join(work, `${basename(file, ".json")}.ts`);
  writeFileSync(written, source(JSON.parse(readFileSync(join(dashboards, file), "utf8"))));
  return written;
});
const compiler = join(here, "node_modules", "typescript", "bin", "tsc");
try {
  execFileSync(process.execPath,
    [compiler, "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext", "--moduleResolution", "node10", ...files],
    { encoding: "utf8" });
} catch (found) {
  console.error(found.stdout);
  console.error("the dashboards are not as Grafana's schema has them");
  process.exit(1);
}
console.log(`${files.length} dashboards are as Grafana's schema has them`);
