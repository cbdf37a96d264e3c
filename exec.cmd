@rem npm scripts say "exec node ...": a shell takes that as its own word, the command interpreter of Windows finds this file.
@%*
