%% OTP's `code` without a code server: modules are in the image, or come as binaries; there are no files to search, and paths are empty.
%% Loading, deleting and purging are native; the functions here answer for a system whose modules are all there from the start.
-module(code).

-export([
    ensure_modules_loaded/1,
    atomic_load/1,
    which/1,
    get_object_code/1,
    load_file/1,
    load_abs/1,
    all_loaded/0,
    all_available/0,
    is_sticky/1,
    stick_dir/1,
    unstick_dir/1,
    get_mode/0,
    modified_modules/0,
    module_status/0,
    clear_cache/0,
    objfile_extension/0,
    get_doc/1
]).
-export([
    get_path/0,
    set_path/1, set_path/2,
    add_path/1, add_path/2,
    add_patha/1, add_patha/2,
    add_pathz/1, add_pathz/2,
    add_paths/1, add_paths/2,
    add_pathsa/1, add_pathsa/2,
    add_pathsz/1, add_pathsz/2,
    del_path/1,
    del_paths/1,
    replace_path/2, replace_path/3,
    clash/0
]).
-export([
    root_dir/0,
    lib_dir/0, lib_dir/1, lib_dir/2,
    priv_dir/1,
    compiler_dir/0,
    where_is_file/1, where_is_file/2
]).

ensure_modules_loaded(Modules) ->
    case [{Module, nofile} || Module <- Modules, not is_there(Module)] of
        [] -> ok;
        Missing -> {error, Missing}
    end.

is_there(Module) -> code:ensure_loaded(Module) =:= {module, Module}.

%% All or, where one cannot be loaded, none: those that can are tried last, as each takes room only then.
atomic_load(Modules) ->
    case lists:append([not_there(Module) || Module <- Modules]) of
        [] -> loaded([Module || {_, _, _} = Module <- Modules], []);
        Wrong -> {error, Wrong}
    end.

not_there({Module, _, Code}) when is_atom(Module), is_binary(Code) ->
    [];
not_there(Module) when is_atom(Module) ->
    case is_there(Module) of
        true -> [];
        false -> [{Module, nofile}]
    end.

loaded([{Module, File, Code} | Rest], Done) ->
    case code:load_binary(Module, File, Code) of
        {module, Module} ->
            loaded(Rest, [Module | Done]);
        {error, Reason} ->
            [code:delete(Loaded) || Loaded <- Done],
            {error, [{Module, Reason}]}
    end;
loaded([], _) ->
    ok.

which(Module) ->
    case erlang:module_loaded(Module) of
        true -> preloaded;
        false -> non_existing
    end.

get_object_code(_Module) -> error.

load_file(Module) ->
    case erlang:module_loaded(Module) of
        true -> {error, sticky_directory};
        false -> {error, nofile}
    end.

load_abs(_File) -> {error, nofile}.

all_loaded() -> [{Module, which(Module)} || Module <- erlang:loaded()].

all_available() -> [{atom_to_list(Module), which(Module), true} || Module <- erlang:loaded()].

is_sticky(Module) -> erlang:module_loaded(Module).

stick_dir(_Folder) -> error.
unstick_dir(_Folder) -> error.

get_mode() -> embedded.

modified_modules() -> [].

module_status() -> [{Module, code:module_status(Module)} || Module <- erlang:loaded()].

%% Of what is where in paths.
clear_cache() -> ok.

objfile_extension() -> ".beam".

get_doc(Module) ->
    case erlang:module_loaded(Module) of
        true -> {error, missing};
        false -> {error, non_existing}
    end.

get_path() -> [].

set_path([]) -> true;
set_path(_Path) -> {error, bad_directory}.
set_path(Path, _Cache) -> set_path(Path).
add_path(_Folder) -> {error, bad_directory}.
add_path(Folder, _Cache) -> add_path(Folder).
add_patha(Folder) -> add_path(Folder).
add_patha(Folder, _Cache) -> add_path(Folder).
add_pathz(Folder) -> add_path(Folder).
add_pathz(Folder, _Cache) -> add_path(Folder).
add_paths(_Folders) -> ok.
add_paths(Folders, _Cache) -> add_paths(Folders).
add_pathsa(Folders) -> add_paths(Folders).
add_pathsa(Folders, _Cache) -> add_paths(Folders).
add_pathsz(Folders) -> add_paths(Folders).
add_pathsz(Folders, _Cache) -> add_paths(Folders).
del_path(_Folder) -> false.
del_paths(_Folders) -> ok.
replace_path(_Name, _Folder) -> {error, bad_name}.
replace_path(Name, Folder, _Cache) -> replace_path(Name, Folder).
clash() -> ok.

root_dir() -> "/".

lib_dir() -> "/".

%% Where `file` finds the plain files of an application.
lib_dir(Application) when is_atom(Application) ->
    Folder = "/" ++ atom_to_list(Application),
    case file:read_file_info(Folder) of
        {ok, _} -> Folder;
        {error, _} -> {error, bad_name}
    end;
lib_dir(_) ->
    {error, bad_name}.

lib_dir(Application, Folder) ->
    case lib_dir(Application) of
        {error, _} = Error -> Error;
        Place -> Place ++ "/" ++ atom_to_list(Folder)
    end.

priv_dir(Application) -> lib_dir(Application, priv).

compiler_dir() -> "/compiler".

where_is_file(_Name) -> non_existing.
where_is_file(_Path, _Name) -> non_existing.
