/** SQL of what people say about themselves. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface ProfileTables {
  user_profiles: { user_name: string; profile: string };
}

const db = queryBuilder<ProfileTables>();

export const findProfile = fixedStatement('user profiles: one', ['anna'] as [string], (userName) =>
  db.selectFrom('user_profiles').select('profile').where('user_name', '=', userName),
);

export const allProfiles = statement('user profiles: all', [[]], () => db.selectFrom('user_profiles').select(['user_name', 'profile']));

export const saveProfile = fixedStatement('user profiles: save', ['anna', '{}'] as [string, string], (userName, profile) =>
  db
    .insertInto('user_profiles')
    .values({ user_name: userName, profile })
    .onConflict((conflict) => conflict.column('user_name').doUpdateSet((eb) => ({ profile: eb.ref('excluded.profile') }))),
);
