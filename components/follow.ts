/**
 * Reads now and again after each piece of news, one read at a time: news that comes while reading gives one more read
 * after it, so the last value shown is never older than the last news.
 */
type Following<T> = {
  onNews(listener: () => void): () => void
  read(): Promise<T>
  show(value: T): void
  failed(error: unknown): void
}

export function follow<T>({ onNews, read, show, failed }: Following<T>): () => void {
  let stopped = false
  let isReading = false
  let isStale = false

  async function again(): Promise<void> {
    isStale = true
    if (isReading) return
    isReading = true
    while (isStale) {
      isStale = false
      try {
        const value = await read()
        if (stopped) return
        show(value)
      } catch (error) {
        if (stopped) return
        failed(error)
      }
    }
    isReading = false
  }

  const stop = onNews(() => void again())
  void again()
  return () => {
    stopped = true
    stop()
  }
}
