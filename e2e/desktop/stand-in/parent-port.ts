/** Loaded into the forked process before its own module: gives it the `process.parentPort` of a utility process. */
import { EventEmitter } from 'node:events';

class StandInParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

const parentPort = new StandInParentPort();
const waiting: unknown[] = [];

// As in Electron, what arrives before somebody listens is kept.
process.on('message', (message) => {
  if (parentPort.listenerCount('message') === 0) waiting.push(message);
  else parentPort.emit('message', { data: message, ports: [] });
});
parentPort.on('newListener', (name) => {
  if (name !== 'message') return;
  process.nextTick(() => waiting.splice(0).forEach((message) => parentPort.emit('message', { data: message, ports: [] })));
});

// A utility process goes down with the application that started it.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
Object.defineProperty(process, 'parentPort', { value: parentPort });
