import { useIsLost } from '../api/connection-store.ts';
import { Button } from './button.tsx';
import css from './form-end.module.css';
import { Problem } from './problem.tsx';

interface FormEndProps {
  /** What Enter does. */
  act: string;
  /** What went wrong that stands at no field. */
  problem: string | null;
  busy: boolean;
}

/** How a form in a panel ends. */
export function FormEnd({ act, problem, busy }: FormEndProps) {
  const lost = useIsLost();
  return (
    <>
      {problem !== null && <Problem>{problem}</Problem>}
      <div className={css.acts}>
        <Button kind="primary" type="submit" keyHint="Enter" disabled={busy || lost}>
          {act}
        </Button>
      </div>
    </>
  );
}
