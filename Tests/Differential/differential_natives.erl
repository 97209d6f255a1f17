%% Functions of OTP that generated programs call: arguments' types and that of the value.
-module(differential_natives).
-export([of_type/1, all/0]).

%% {Module, Name, Argument types} of functions whose values have the type; and {form, Make} for those with
%% arguments of few values.
-spec of_type(differential_random:type()) -> [{module(), atom(), [differential_random:type()]}].
of_type(Type) ->
    [
        {Module, Name, Arguments}
     || {Module, Name, Arguments, Feature} <- table(Type),
        differential_features:has(Feature),
        differential_features:native(Module, Name, length(Arguments))
    ].

table(int) ->
    [
        {erlang, abs, [int], always},
        {erlang, length, [{list, any}], always},
        {erlang, tuple_size, [{tuple, [any, int]}], always},
        {erlang, list_to_integer, [{list, char}], always},
        {erlang, min, [int, int], always},
        {erlang, max, [int, int], always},
        {erlang, trunc, [number], floats},
        {erlang, round, [number], floats},
        {erlang, floor, [number], floats},
        {erlang, ceil, [number], floats},
        {erlang, byte_size, [bits], bits},
        {erlang, bit_size, [bits], bits},
        {erlang, size, [bin], bits},
        {erlang, size, [{tuple, [int, int]}], bits},
        {erlang, binary_to_integer, [bin], bits},
        {erlang, iolist_size, [iodata], bits},
        {erlang, crc32, [iodata], bits},
        {erlang, adler32, [iodata], bits},
        {erlang, crc32, [nat, iodata], bits},
        {erlang, phash2, [any], [floats, bits, maps]},
        {erlang, phash2, [bits], bits},
        {erlang, phash2, [int], [floats, bits, maps]},
        {erlang, phash2, [any, nat], [floats, bits, maps]},
        {erlang, map_size, [{map, any, any}], maps},
        {erlang, external_size, [any], never},
        {binary, at, [bin, nat], bits},
        {binary, first, [bin], bits},
        {binary, last, [bin], bits},
        {binary, decode_unsigned, [bin], bits},
        {binary, longest_common_prefix, [{list, bin}], bits},
        {binary, longest_common_suffix, [{list, bin}], bits},
        {lists, sum, [{list, int}], libraries},
        {lists, last, [{list, int}], libraries},
        {lists, max, [{list, int}], libraries}
    ];
table(nat) ->
    [
        {erlang, length, [{list, any}], always},
        {erlang, tuple_size, [{tuple, [any, int]}], always},
        {erlang, byte_size, [bits], bits}
    ];
table(float) ->
    [
        {erlang, float, [number], floats},
        {erlang, abs, [float], floats},
        {erlang, list_to_float, [{list, char}], floats},
        {erlang, binary_to_float, [bin], floats},
        {math, pi, [], [floats, bits]},
        {math, sqrt, [number], [floats, bits]},
        {math, sin, [number], [floats, bits]},
        {math, cos, [number], [floats, bits]},
        {math, tan, [number], [floats, bits]},
        {math, atan, [number], [floats, bits]},
        {math, asin, [number], [floats, bits]},
        {math, atan2, [number, number], [floats, bits]},
        {math, exp, [number], [floats, bits]},
        {math, log, [number], [floats, bits]},
        {math, log2, [number], [floats, bits]},
        {math, log10, [number], [floats, bits]},
        {math, pow, [number, number], [floats, bits]},
        {math, floor, [number], [floats, bits]},
        {math, ceil, [number], [floats, bits]},
        {math, fmod, [number, number], [floats, bits]},
        {math, sinh, [number], [floats, bits]},
        {math, tanh, [number], [floats, bits]},
        {math, erf, [number], [floats, bits]}
    ];
table(number) -> [{erlang, abs, [number], always}, {erlang, max, [number, number], always}, {erlang, min, [number, number], always}];
table(atom) ->
    [
        {erlang, list_to_atom, [{list, char}], always},
        {erlang, binary_to_atom, [bin], bits},
        {erlang, node, [], always}
    ];
table(bool) ->
    [
        {erlang, is_atom, [any], always},
        {erlang, is_boolean, [any], always},
        {erlang, is_float, [any], always},
        {erlang, is_integer, [any], always},
        {erlang, is_number, [any], always},
        {erlang, is_list, [any], always},
        {erlang, is_tuple, [any], always},
        {erlang, is_pid, [any], always},
        {erlang, is_reference, [any], always},
        {erlang, is_function, [any], always},
        {erlang, is_function, [any, nat], always},
        {erlang, is_binary, [any], always},
        {erlang, is_bitstring, [any], always},
        {erlang, is_map, [any], always},
        {erlang, is_map_key, [any, {map, any, any}], maps},
        {maps, is_key, [any, {map, any, any}], maps},
        {erlang, is_record, [any, {opaque, atom}], always},
        {erlang, is_record, [any, atom, nat], always},
        {lists, member, [int, {list, int}], always},
        {lists, member, [any, {list, any}], always},
        {lists, keymember, [any, nat, {list, {tuple, [any, any]}}], always},
        {erlang, function_exported, [atom, atom, nat], always},
        {lists, prefix, [{list, int}, {list, int}], libraries},
        {lists, suffix, [{list, int}, {list, int}], libraries}
    ];
table(bin) ->
    [
        {erlang, atom_to_binary, [atom], bits},
        {erlang, integer_to_binary, [int], bits},
        {erlang, list_to_binary, [iodata], bits},
        {erlang, list_to_binary, [{list, char}], bits},
        {erlang, iolist_to_binary, [iodata], bits},
        {erlang, binary_part, [bin, nat, nat], bits},
        {erlang, md5, [iodata], bits},
        {binary, copy, [bin], bits},
        {binary, copy, [bin, nat], bits},
        {binary, part, [bin, nat, nat], bits},
        {binary, encode_unsigned, [int], bits},
        {binary, list_to_bin, [iodata], bits},
        {unicode, characters_to_binary, [{list, char}, {lit, unicode}], bits},
        {unicode, characters_to_binary, [iodata, {lit, unicode}], bits},
        {erlang, float_to_binary, [float], [floats, bits]}
    ];
table(bits) -> [{erlang, list_to_bitstring, [{list, bits}], bits}];
table(iodata) ->
    [
        {erlang, integer_to_list, [int], always},
        {erlang, atom_to_list, [bool], always}
    ];
table({list, char}) ->
    [
        {erlang, integer_to_list, [int], always},
        {erlang, atom_to_list, [atom], always},
        {erlang, binary_to_list, [bin], bits},
        {erlang, binary_to_list, [bin, nat, nat], bits},
        {binary, bin_to_list, [bin], bits},
        {binary, bin_to_list, [bin, nat, nat], bits},
        {erlang, float_to_list, [float], floats},
        {unicode, characters_to_list, [bin, {lit, unicode}], bits}
        | lists_of(char)
    ];
table({list, bits}) -> [{erlang, bitstring_to_list, [bits], bits} | lists_of(bits)];
table({list, {tuple, [int, int]}}) -> [{binary, matches, [bin, bin], bits} | lists_of({tuple, [int, int]})];
table({list, any}) ->
    [
        {erlang, tuple_to_list, [{tuple, [any, int, any]}], always},
        {erlang, tuple_to_list, [{tuple, []}], always}
        | lists_of(any)
    ];
table({list, Type}) -> lists_of(Type);
table({tuple, []}) -> [];
table({tuple, Types}) ->
    [{erlang, append_element, [{tuple, lists:droplast(Types)}, lists:last(Types)], always}] ++
        [{erlang, split_binary, [bin, nat], bits} || Types =:= [bin, bin]] ++
        [{binary, match, [bin, bin], bits} || Types =:= [int, int]] ++
        [{erlang, list_to_tuple, [{list, hd(Types)}], always} || lists:usort(Types) =:= [hd(Types)]] ++
        [{erlang, insert_element, [{lit, 1}, {tuple, tl(Types)}, hd(Types)], always} || length(Types) > 1] ++
        [{erlang, delete_element, [{lit, 1}, {tuple, [any | Types]}], always}];
table({map, Key, Value}) ->
    [
        {maps, put, [Key, Value, {map, Key, Value}], maps},
        {maps, update, [Key, Value, {map, Key, Value}], maps},
        {maps, remove, [Key, {map, Key, Value}], maps},
        {maps, merge, [{map, Key, Value}, {map, Key, Value}], maps},
        {maps, from_list, [{list, {tuple, [Key, Value]}}], maps},
        {maps, from_keys, [{list, Key}, Value], maps},
        {maps, with, [{list, Key}, {map, Key, Value}], [libraries, maps]},
        {maps, without, [{list, Key}, {map, Key, Value}], [libraries, maps]}
    ];
table(any) ->
    [
        {lists, keyfind, [any, nat, {list, {tuple, [any, any]}}], always},
        {lists, keysearch, [any, nat, {list, {tuple, [any, any]}}], always},
        {maps, get, [any, {map, any, any}], maps},
        {maps, find, [any, {map, any, any}], maps},
        {maps, take, [any, {map, any, any}], maps},
        {erlang, map_get, [any, {map, any, any}], maps},
        {binary, match, [bin, bin], bits},
        {erlang, binary_to_atom, [bin], never},
        {erlang, element, [nat, {tuple, [any, any]}], always},
        {erlang, hd, [{list, any}], always},
        {erlang, min, [any, any], always},
        {erlang, max, [any, any], always},
        {unicode, characters_to_list, [iodata, {lit, unicode}], bits},
        {unicode, characters_to_binary, [iodata, {lit, unicode}], bits},
        {erlang, get, [atom], always},
        {erlang, put, [atom, any], always},
        {erlang, erase, [atom], always}
    ];
table(_) -> [].

lists_of(Type) ->
    [
        {lists, reverse, [{list, Type}, {list, Type}], always},
        {erlang, tl, [{list, Type}], always},
        {erlang, '--', [{list, Type}, {list, Type}], always},
        {lists, sort, [{list, Type}], libraries},
        {lists, usort, [{list, Type}], libraries},
        {lists, reverse, [{list, Type}], libraries},
        {lists, droplast, [{list, Type}], libraries},
        {lists, delete, [Type, {list, Type}], libraries},
        {lists, nthtail, [nat, {list, Type}], libraries},
        {lists, sublist, [{list, Type}, nat], libraries},
        {lists, flatten, [{list, {list, Type}}], libraries}
    ].

%% All of them, by name and number of arguments.
all() ->
    Types = [
        int, nat, float, number, atom, bool, bin, bits, iodata, any, {list, char}, {list, bits}, {list, any},
        {list, {tuple, [int, int]}}, {tuple, [int, int]}, {tuple, [bin, bin]}, {map, int, int}
    ],
    [{Module, Name, length(Arguments)} || Type <- Types, {Module, Name, Arguments, Feature} <- table(Type), not lists:member(libraries, lists:flatten([Feature]))].
