%% What AtomVM's `atomvm` has and what is not native: its functions for plain files of a pack.
-module(atomvm).

-export([read_priv/2]).

%% The bytes of the file `APPLICATION/priv/PATH`, or `undefined`.
read_priv(Application, Path) ->
    case file:read_file(unicode:characters_to_binary([atom_to_list(Application), "/priv/", Path])) of
        {ok, Bytes} -> Bytes;
        {error, _} -> undefined
    end.
