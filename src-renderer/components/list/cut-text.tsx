interface CutTextProps {
  children: string;
  /** Of second rank. */
  second?: boolean;
  /** The words' own language, where it is not the console's. */
  lang?: string;
}

/** Words in a cell: cut at the end where there is no room, whole in the tooltip. */
export function CutText({ children, second = false, lang }: CutTextProps) {
  return (
    <div className={second ? 'el t2' : 'el'} title={children} lang={lang}>
      {children}
    </div>
  );
}
