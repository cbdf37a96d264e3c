import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Token } from '#contract/tokens.ts';

import type { Column } from '../../components/list/columns.ts';
import { RowList } from '../../components/list/row-list.tsx';
import { type Formats, useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';

interface TokenListProps {
  tokens: readonly Token[];
  openId: string | undefined;
  onOpen: (id: string) => void;
}

const minuteMs = 60_000;

/** Those in use first, by name; then the ended ones, the newest first. */
function inOrder(tokens: readonly Token[], language: string): Token[] {
  const live = tokens.filter(({ state }) => state === 'live').toSorted((one, other) => one.name.localeCompare(other.name, language));
  return [...live, ...tokens.filter(({ state }) => state !== 'live')];
}

/** The tokens: where they reach, when they were used, when they end. */
export function TokenList({ tokens, openId, onOpen }: TokenListProps) {
  const { t } = useTranslation('tokens');
  const formats = useFormats();
  const nowMs = useNow(minuteMs);
  const [selected, select] = useState<string>();
  return (
    <RowList
      label={t('title')}
      rows={inOrder(tokens, formats.language)}
      keyOf={({ id }) => id}
      columns={tokenColumns({ t, formats, nowMs })}
      lines="one"
      selected={openId ?? selected}
      onSelect={(id) => {
        select(id);
        if (openId !== undefined) onOpen(id);
      }}
      onOpen={onOpen}
    />
  );
}

interface ColumnQuestion {
  t: TFunction<'tokens'>;
  formats: Formats;
  nowMs: number;
}

function tokenColumns({ t, formats, nowMs }: ColumnQuestion): Column<Token>[] {
  const used = ({ usedMs }: Token) => (usedMs === null ? t('neverUsed') : formats.moment(usedMs, nowMs));
  const ends = ({ state, expiresMs }: Token): string => {
    if (state !== 'live') return t(`state.${state}`);
    return expiresMs === null ? t('endsNever') : formats.moment(expiresMs, nowMs);
  };
  return [
    { name: 'name', head: t('column.name'), width: 'minmax(0, 1.3fr)', cell: ({ name, state }) => <div className={state === 'live' ? 'el' : 'el t3'}>{name}</div> },
    {
      name: 'reach',
      head: t('column.reach'),
      width: 'minmax(0, 1fr)',
      cell: ({ objects }) => <div className="el t2">{objects === null ? t('wholeSite') : t('objectCount', { count: objects.length })}</div>,
    },
    { name: 'used', head: t('column.used'), width: '112px', cell: (token) => <span className="nw t3">{used(token)}</span> },
    { name: 'ends', head: t('column.ends'), width: '112px', cell: (token) => <span className={token.state === 'live' ? 'nw' : 'nw t3'}>{ends(token)}</span> },
  ];
}
