%% OTP's `rpc` for a system of one node: calls are made here, at once. OTP's own goes through `erpc`, which knows processes of other nodes;
%% `proc_lib` brings it along for the reports of processes elsewhere.
-module(rpc).

-export([
    call/4, call/5,
    block_call/4, block_call/5,
    cast/4,
    multicall/3, multicall/4, multicall/5,
    eval_everywhere/3, eval_everywhere/4,
    pinfo/1, pinfo/2
]).

call(Node, Module, Function, Args) when Node =:= node() ->
    case catch apply(Module, Function, Args) of
        {'EXIT', _} = Exit -> {badrpc, Exit};
        Result -> Result
    end;
call(_, _, _, _) ->
    {badrpc, nodedown}.

call(Node, Module, Function, Args, _Timeout) -> call(Node, Module, Function, Args).

block_call(Node, Module, Function, Args) -> call(Node, Module, Function, Args).
block_call(Node, Module, Function, Args, _Timeout) -> call(Node, Module, Function, Args).

cast(Node, Module, Function, Args) when Node =:= node() ->
    _ = spawn(Module, Function, Args),
    true;
cast(_, _, _, _) ->
    true.

multicall(Module, Function, Args) -> multicall([node()], Module, Function, Args).

multicall(Nodes, Module, Function, Args) when is_list(Nodes) ->
    {
        [call(Node, Module, Function, Args) || Node <- Nodes, Node =:= node()],
        [Node || Node <- Nodes, Node =/= node()]
    };
multicall(Module, Function, Args, _Timeout) ->
    multicall([node()], Module, Function, Args).

multicall(Nodes, Module, Function, Args, _Timeout) -> multicall(Nodes, Module, Function, Args).

eval_everywhere(Module, Function, Args) -> eval_everywhere([node()], Module, Function, Args).

eval_everywhere(Nodes, Module, Function, Args) ->
    _ = [cast(Node, Module, Function, Args) || Node <- Nodes],
    abcast.

pinfo(Pid) -> erlang:process_info(Pid).
pinfo(Pid, Item) -> erlang:process_info(Pid, Item).
