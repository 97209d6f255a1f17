%% code and init: what they answer without changing anything, less what depends on where OTP lies. Of what differs, since there are no
%% paths and nothing is loaded by its name here, only the shape is shown.
-module(whole_code).

-include("whole_processes.hrl").

cases() ->
    None = "/no/such/folder",
    [
        {loaded, fun() ->
            [
                code:ensure_loaded(lists), code:ensure_loaded(no_such_module), element(1, code:is_loaded(lists)), code:is_loaded(no_such_module),
                code:ensure_modules_loaded([lists, maps]), code:ensure_modules_loaded([lists, no_such_module]), code:module_status(no_such_module), lists:keymember(lists, 1, code:all_loaded()),
                lists:all(fun({Name, _, Loaded}) -> is_list(Name) andalso is_boolean(Loaded) end, code:all_available()), code:is_sticky(lists), is_list(code:modified_modules()),
                lists:all(fun({Module, Status}) -> is_atom(Module) andalso is_atom(Status) end, code:module_status())
            ]
        end},
        {loading, fun() ->
            [
                code:atomic_load([]), code:atomic_load([no_such_module]), code:load_file(no_such_module),
                code:load_abs("/no/such/file"), code:get_object_code(no_such_module), code:which(no_such_module), code:delete(no_such_module), code:purge(no_such_module), code:soft_purge(no_such_module)
            ]
        end},
        {wrong, fun() -> [class(fun() -> code:ensure_loaded("lists") end), class(fun() -> code:load_file(1) end), class(fun() -> code:is_loaded(1) end), class(fun() -> code:delete(1) end), class(fun() -> code:purge("x") end), class(fun() -> code:atomic_load([{no_such_module, "x.beam", not_code}]) end)] end},
        {path, fun() ->
            [
                is_list(code:get_path()), code:add_path(None), code:add_patha(None), code:add_pathz(None), code:add_paths([None]), code:add_pathsa([None]), code:add_pathsz([None]),
                code:del_path(None), code:replace_path(no_such_application, None), code:set_path([None]), code:where_is_file("no_such_file"), newer(None)
            ]
        end},
        {folders, fun() ->
            [
                is_list(code:root_dir()), is_list(code:lib_dir()), is_list(code:compiler_dir()), code:lib_dir(no_such_application), code:lib_dir(no_such_application, src), code:priv_dir(no_such_application),
                code:objfile_extension(), code:stick_dir(None), code:unstick_dir(None)
            ]
        end},
        {init, fun() ->
            [
                init:get_argument(no_such_argument), is_list(init:get_arguments()), is_list(init:get_plain_arguments()), tuple_size(init:get_status()), tuple_size(init:script_id()),
                class(fun() -> init:stop(not_a_status) end)
            ]
        end}
    ].

class(Fun) ->
    try
        Fun()
    catch
        Class:_ -> Class
    end.

-if(?OTP_RELEASE >= 27).
newer(None) ->
    [
        code:add_path(None, cache), code:add_patha(None, nocache), code:add_pathz(None, cache), code:add_paths([None], cache), code:add_pathsa([None], cache), code:add_pathsz([None], nocache),
        code:del_paths([None]), code:set_path([None], cache), code:replace_path(no_such_application, None, cache), code:clear_cache(), code:get_doc(no_such_module)
    ].
-else.
newer(_) -> none.
-endif.
