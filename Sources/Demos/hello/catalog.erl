%% The words: a literal that stays in flash. Part of the demo hello.
-module(catalog).
-export([words/0]).

words() ->
    [
        {english, "Hello", "from the BEAM"},
        {german, "Hallo", "von der BEAM"},
        {finnish, "Hei", "BEAMilta"}
    ].
