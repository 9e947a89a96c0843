// Plain Node unpacks a zip, so that no program has to be there for it. It reads what `wxt zip` writes: no encryption,
// no zip64, sizes in the directory (APPNOTE.TXT §4.3.12 and §4.3.16).
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const END = 'PK\x05\x06'
const ENTRY = 'PK\x01\x02'

/** Writes every file of the zip (its bytes) into a folder. */
export function unzip(zip, folder) {
  const end = zip.lastIndexOf(END, undefined, 'latin1')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.toString('latin1', at, at + 4) !== ENTRY) throw new Error('The directory of the zip cannot be read.')
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field))
    const path = join(folder, zip.toString('utf8', at + 46, at + 46 + name))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content(zip, at))
    at += 46 + name + extra + comment
  }
}

function content(zip, entry) {
  const file = zip.readUInt32LE(entry + 42)
  // The name and the extra field may be longer here than in the directory.
  const start = file + 30 + zip.readUInt16LE(file + 26) + zip.readUInt16LE(file + 28)
  const bytes = zip.subarray(start, start + zip.readUInt32LE(entry + 20))
  return zip.readUInt16LE(entry + 10) === 0 ? bytes : inflateRawSync(bytes)
}
