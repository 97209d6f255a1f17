%% Names of files, for `file`: what is in storage, and under it the plain files of the image, which can be read and not changed. Beamlet's own:
%% OTP asks the operating system.
%%
%% A file `app/priv/page.html` of a pack is found as that, and with a stroke before it; folders are what names imply. In them nothing can be
%% made: `erofs`. A name that storage had first, before another image had it, goes before the image's.
-module(beamlet_volume).

-export([find/1, resource/1, to_change/3]).

%% The parts of a name; `badarg`, or `none` for the empty one.
parts(Name) ->
    case bytes(Name) of
        badarg -> badarg;
        <<>> -> none;
        Bytes -> up(binary:split(Bytes, <<"/">>, [global]), [])
    end.

bytes(Name) when is_binary(Name) ->
    case binary:match(Name, <<0>>) of
        nomatch -> Name;
        _ -> badarg
    end;
bytes(Name) when is_list(Name); is_atom(Name) ->
    try
        [] = [Part || Part <- lists:flatten([Name]), not is_integer(Part), not is_atom(Part)],
        bytes(unicode:characters_to_binary([text(Part) || Part <- lists:flatten([Name])]))
    catch
        error:_ -> badarg
    end;
bytes(_) ->
    badarg.

text(Part) when is_atom(Part) -> atom_to_list(Part);
text(Part) -> Part.

%% Whether a name ends with a stroke: it is a folder's.
is_folder(Name) -> binary:last(bytes(Name)) =:= $/.

up([<<>> | Rest], Before) -> up(Rest, Before);
up([<<".">> | Rest], Before) -> up(Rest, Before);
up([<<"..">> | Rest], [_ | Before]) -> up(Rest, Before);
up([<<"..">> | Rest], []) -> up(Rest, []);
up([Part | Rest], Before) -> up(Rest, [Part | Before]);
up([], Parts) -> lists:reverse(Parts).

%% `{stored, Parts, {Type, Size, Time, Mode}}`, `{file, Bytes}`, `{folder, Names}` or an error.
find(Name) ->
    case parts(Name) of
        badarg -> {error, badarg};
        none -> {error, enoent};
        Parts -> as_named(at(Parts), Name)
    end.

as_named({stored, _, {regular, _, _, _}} = File, Name) -> unless_folder(File, Name);
as_named({file, _} = File, Name) -> unless_folder(File, Name);
as_named(Other, _) -> Other.

unless_folder(File, Name) ->
    case is_folder(Name) of
        true -> {error, enotdir};
        false -> File
    end.

at(Parts) ->
    case beamlet_store:info(Parts) of
        {ok, Info} -> {stored, Parts, Info};
        Error -> unless_missing(resource(Parts), Error)
    end.

unless_missing({error, enoent}, Error) -> Error;
unless_missing(Found, _) -> Found.

%% What the image has of that name.
resource(Parts) ->
    Files = [{up(binary:split(File, <<"/">>, [global]), []), Bytes} || {File, Bytes} <- beamlet_resources:all()],
    case lists:keyfind(Parts, 1, Files) of
        {_, Bytes} ->
            {file, Bytes};
        false ->
            case lists:usort([hd(Rest) || {File, _} <- Files, [_ | _] = Rest <- [below(Parts, File)]]) of
                [] when Parts =:= [] -> {folder, []};
                [] -> missing(Parts, Files);
                Names -> {folder, Names}
            end
    end.

%% What a name has behind a folder's, or `none`.
below([Part | Parts], [Part | File]) -> below(Parts, File);
below([], File) -> File;
below(_, _) -> none.

missing(Parts, Files) ->
    case [File || {File, _} <- Files, is_list(below(File, Parts))] of
        [] -> {error, enoent};
        _ -> {error, enotdir}
    end.

%% Do(Parts), where the image says nothing against a change of what has that name. OfFolder is the reason where that is a folder of it:
%% `eisdir` for a file that is to be written and `eexist` for a name that is to be made need not be there.
to_change(Name, OfFolder, Do) ->
    case parts(Name) of
        badarg ->
            {error, badarg};
        none ->
            {error, enoent};
        Parts ->
            case as_named(at(Parts), Name) of
                {file, _} -> {error, erofs};
                {folder, _} -> {error, OfFolder};
                {error, enotdir} when OfFolder =:= eisdir -> not_folder(is_folder(Name));
                {error, enoent} when OfFolder =:= eisdir; OfFolder =:= eexist -> to_make(Parts, OfFolder =:= eisdir andalso is_folder(Name), Do);
                {error, _} = Error -> Error;
                _ -> Do(Parts)
            end
    end.

%% A file to be written is no folder.
not_folder(true) -> {error, eisdir};
not_folder(false) -> {error, enotdir}.

to_make(_, true, _) ->
    {error, eisdir};
to_make(Parts, false, Do) ->
    case at(lists:droplast(Parts)) of
        {folder, _} -> {error, erofs};
        {file, _} -> {error, enotdir};
        _ -> Do(Parts)
    end.
