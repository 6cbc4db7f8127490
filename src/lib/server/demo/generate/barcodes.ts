/** The check digit that makes a number of digits pass Luhn (mod 10). */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** A 14-digit library barcode: 2 for patrons or 3 for copies, a 4-digit institution, a running number, the check. */
export function libraryBarcode(kind: '2' | '3', institution: string, running: number): string {
  const digits = `${kind}${institution}${String(running).padStart(8, '0')}`;
  return `${digits}${luhnDigit(digits)}`;
}

/** Labels from before the district had one system: inner spaces, leading zeros, letters. Distinct per number. */
export function oldBarcode(running: number): string {
  const digits = String(running).padStart(5, '0');
  const shapes = [
    `00${digits.slice(0, 2)} ${digits.slice(2)}`,
    `0000${digits}`,
    `MY-${digits}`,
    `T${digits}B`,
    `0 ${digits.slice(0, 4)} ${digits.slice(4)}`,
  ];
  return shapes[running % shapes.length] ?? digits;
}
