/** Numbers as people type them, whatever keyboard they have. */

/** The first of the ten digits of a script: Arabic, Persian, Hindi, and the wide ones of Japanese and Chinese keyboards. */
const ZEROS = ['٠', '۰', '०', '０']
const DIGIT = /[٠-٩۰-۹०-९０-９]/g
const POINT = /[٫．。]/g

/** The same text in ASCII, as far as it is digits and the points that go with them. A comma could mean a thousand. */
export function plainNumber(text: string): string {
  return text.trim().replace(DIGIT, valueOf).replace(POINT, '.')
}

/** A whole number above zero, up to `most`; undefined for anything else. */
export function readWhole(text: string, most: number): number | undefined {
  const plain = plainNumber(text)
  const read = /^[1-9]\d{0,8}$/.test(plain) ? Number(plain) : undefined
  return read === undefined || read > most ? undefined : read
}

function valueOf(digit: string): string {
  const distances = ZEROS.map((zero) => digit.charCodeAt(0) - zero.charCodeAt(0))
  return `${distances.find((distance) => distance >= 0 && distance <= 9)}`
}
