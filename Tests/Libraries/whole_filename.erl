%% Every function of filename, and those of filelib that ask no file.
%% options: --keep filename,filelib
-module(whole_filename).

-export([name/2, lib/2]).

-include("whole_api.hrl").

subject() -> ?MODULE.

shown(_, Term) -> Term.

%% What the current folder is called is left out of an answer.
name(Function, Arguments) -> without(apply(filename, Function, Arguments)).

lib(Function, Arguments) -> apply(filelib, Function, Arguments).

without(Text) when is_list(Text); is_binary(Text) ->
    {ok, Folder} = file:get_cwd(),
    case {unicode:characters_to_list(Text), iolist_to_binary([Folder, $/])} of
        {_, <<"//">>} -> Text;
        {Folder, _} -> "/";
        {_, Prefix} -> replaced(Text, Prefix)
    end;
without(Term) -> Term.

replaced(Text, Prefix) when is_binary(Text) -> binary:replace(Text, Prefix, <<"/">>);
replaced(Text, Prefix) ->
    case lists:prefix(binary_to_list(Prefix), Text) of
        true -> "/" ++ lists:nthtail(byte_size(Prefix), Text);
        false -> Text
    end.

calls() ->
    Name = {one, ["a", "/a/b", "a/b.c", "a//b/", "", "/", ".", "..", "a/./b/../c", "x.tar.gz", <<"a/b">>, <<"/x.y">>, ["a", "b"], a, 'a.b', [<<"a">>, $/, "b"], "~/x", "a\\b"]},
    Absolute = {one, ["/", "/d", "/d/e/", <<"/f">>]},
    Names = [
        {absname, [Name]}, {absname, [Name, Absolute]}, {absname_join, [Absolute, Name]}, {basename, [Name]}, {basename, [Name, {one, [".c", ".gz", ".tar.gz", <<".y">>, ""]}]},
        {dirname, [Name]}, {extension, [Name]}, {flatten, [Name]}, {join, [{list, Name}]}, {join, [Name, Name]}, {nativename, [Name]}, {pathtype, [Name]}, {rootname, [Name]},
        {rootname, [Name, {one, [".c", ".gz", ".tar.gz"]}]}, {split, [Name]}, {validate, [{one, ["a", <<"a">>, <<255>>, [0], "a\\0b", [55296]]}]}
    ],
    Lib = [{safe_relative_path, [{one, ["a", "a/../b", "../a", "/a", <<"a/..">>, "a/b/../../..", ""]}, {one, [[], "x", <<"y">>]}]}],
    [call(name, Call) || Call <- Names] ++ [call(lib, Call) || Call <- Lib].

call(Which, {Function, Kinds}) ->
    {Which, [{is, Function}, {made, fun(Tuple) -> tuple_to_list(Tuple) end, {tuple, Kinds}}]}.
