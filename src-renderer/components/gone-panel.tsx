import { EmptyState } from './page-states.tsx';
import { Panel } from './panel.tsx';

interface GonePanelProps {
  /** "There is no such person". */
  title: string;
  why: string;
  onClose: () => void;
}

/** A link led to what is not there, or is not any more. */
export function GonePanel({ title, why, onClose }: GonePanelProps) {
  return (
    <Panel title={title} onClose={onClose}>
      <EmptyState title={title} why={why} />
    </Panel>
  );
}
