%% Every function of proplists.
%% options: --keep proplists
-module(whole_proplists).

-include("whole_api.hrl").

subject() -> proplists.

shown(_, Term) -> Term.

calls() ->
    Key = {one, [a, b, c, d]},
    Properties = {list, {made, fun(F) -> F end, {one, [a, b, c, {a, 1}, {b, true}, {c, false}, {a, [1, 2]}, {d, 4, 5}, "other", {b, [3]}]}}},
    [
        {append_values, [Key, Properties]}, {compact, [Properties]}, {delete, [Key, Properties]}, {expand, [{is, [{a, [b, c]}, {{b, true}, [d]}]}, Properties]},
        {from_map, [{made, fun(K) -> #{K => 1} end, key}]}, {get_all_values, [Key, Properties]}, {get_bool, [Key, Properties]}, {get_keys, [{list, {one, [a, {a, 1}, {a, 2}, "other"]}}]},
        {get_value, [Key, Properties]}, {get_value, [Key, Properties, any]}, {is_defined, [Key, Properties]}, {lookup, [Key, Properties]},
        {lookup_all, [Key, Properties]},
        {normalize, [Properties, {is, [{aliases, [{a, b}]}, {negations, [{no_c, c}]}, {expand, [{d, [a]}]}]}]}, {property, [{one, [a, {a, true}, {b, 2}]}]},
        {property, [Key, any]}, {split, [Properties, {is, [a, d]}]}, {substitute_aliases, [{is, [{a, x}, {c, y}]}, Properties]},
        {substitute_negations, [{is, [{a, b}, {c, d}]}, Properties]}, {to_map, [Properties]}, {to_map, [Properties, {is, [{aliases, [{a, z}]}]}]},
        {unfold, [Properties]}, {get_value, [Key, any]}
    ].
