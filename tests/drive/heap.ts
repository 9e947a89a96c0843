/** What is left in the memory of a worker or a page: a heap snapshot, after the garbage is gone, searched for secrets. */
import { WebSocket } from 'ws'

export async function heapOf(debuggerUrl: string): Promise<string> {
  const socket = new WebSocket(debuggerUrl, { maxPayload: 2 ** 30 })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const chunks: string[] = []
  let last = 0
  const waiting = new Map<number, () => void>()
  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as { id?: number; method?: string; params?: { chunk?: string } }
    if (reply.method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(reply.params?.chunk ?? '')
    waiting.get(reply.id ?? 0)?.()
  })
  const send = (method: string) =>
    new Promise<void>((resolve) => {
      waiting.set(++last, resolve)
      socket.send(JSON.stringify({ id: last, method }))
    })
  await send('HeapProfiler.enable')
  for (let turn = 0; turn < 3; turn++) await send('HeapProfiler.collectGarbage')
  await send('HeapProfiler.takeHeapSnapshot')
  socket.close()
  return chunks.join('')
}
