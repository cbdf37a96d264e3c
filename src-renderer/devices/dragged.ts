/** What is dragged onto a group of the tree. Names of formats are lower case, as browsers make them. */
const format = 'application/x-valvomo-inventory';

export type Dragged = { kind: 'devices'; ids: string[] } | { kind: 'group'; id: string };

export function writeDragged(transfer: DataTransfer, dragged: Dragged): void {
  transfer.setData(format, JSON.stringify(dragged));
  transfer.effectAllowed = 'move';
}

/** Whether something of ours is over the element; what it is can be read only when it is dropped. */
export function isDragged(transfer: DataTransfer): boolean {
  return transfer.types.includes(format);
}

export function readDragged(transfer: DataTransfer): Dragged | null {
  const text = transfer.getData(format);
  return text === '' ? null : (JSON.parse(text) as Dragged);
}
