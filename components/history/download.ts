/** Hands the person a file made here. */
export function download(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the blob after the click: a revoked address would save an empty file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
