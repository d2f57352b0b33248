// Runs the SQL statements of its argument, or of its standard input, one after the other, in one
// DuckDB in memory, and prints what each that has rows answers: a line of JSON
// with the names of the columns and the rows, values as DuckDB writes them in
// JSON. Tests and measurements compare Parquet files with it; no program needs it.
import { DuckDBInstance, ResultReturnType } from "@duckdb/node-api";

let text = process.argv[2] ?? "";
if (text === "") for await (const part of process.stdin.setEncoding("utf8")) text += part;

const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false", autoload_known_extensions: "false" });
const connection = await instance.connect();
await connection.run("SET TimeZone = 'UTC'");
const statements = await connection.extractStatements(text);
for (let i = 0; i < statements.count; i++) {
  const statement = await statements.prepare(i);
  const result = await statement.run();
  if (result.returnType === ResultReturnType.QUERY_RESULT) {
    process.stdout.write(`${JSON.stringify({ columns: result.columnNames(), rows: await result.getRowsJson() })}\n`);
  }
}
connection.closeSync();
