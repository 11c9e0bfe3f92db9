// Rows for a Danish spreadsheet: semicolons, a byte order mark, and no cell that the program would run as a formula.

/** The first character by which Excel and LibreOffice know a formula (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

/** RFC 4180 with semicolons; every cell in quotation marks. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(';')}\r\n`).join('')}`;
}

function cellOf(text: string): string {
  // An apostrophe in front makes it text there.
  const harmless = formula.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
