%% A line between a move to X0 and a call in tail position, but for those of BIFs, is none: an instruction behind it that has no line
%% of its own has the one before. (The first part is what erlc makes of a loop over the functions a to h.)

{module, line_of_tail_moves}.  %% version = 0

{exports, [{start,0},{line_of,1},{a,1},{b,1},{c,1},{d,1},{e,1},{f,1},{g,1},{h,1},{module_info,0},{module_info,1}]}.

{attributes, []}.

{labels, 59}.


{function, start, 0, 2}.
  {label,1}.
    {line,[{location,"line_of_tail_moves.erl",3}]}.
    {func_info,{atom,line_of_tail_moves},{atom,start},0}.
  {label,2}.
    {move,{literal,[a,b,c,d,e,f,g,h]},{x,0}}.
    {call_only,1,{f,4}}. % show/1


{function, show, 1, 4}.
  {label,3}.
    {line,[{location,"line_of_tail_moves.erl",5}]}.
    {func_info,{atom,line_of_tail_moves},{atom,show},1}.
  {label,4}.
    {'%',{var_info,{x,0},[{type,{t_list,{t_atom,any},nil}}]}}.
    {test,is_nonempty_list,{f,5},[{x,0}]}.
    {allocate,2,1}.
    {get_list,{x,0},{y,1},{y,0}}.
    {move,{y,1},{x,0}}.
    {line,[{location,"line_of_tail_moves.erl",7}]}.
    {call,1,{f,7}}. % line_of/1
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{y,1},{x,0}]}}.
    {move,{y,0},{y,1}}.
    {trim,1,1}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{y,0},{x,0}}.
    {call_last,1,{f,4},1}. % show/1
  {label,5}.
    {move,{atom,ok},{x,0}}.
    return.


{function, line_of, 1, 7}.
  {label,6}.
    {line,[{location,"line_of_tail_moves.erl",9}]}.
    {func_info,{atom,line_of_tail_moves},{atom,line_of},1}.
  {label,7}.
    {'%',{var_info,{x,0},[{type,{t_atom,any}}]}}.
    {allocate,1,1}.
    {'try',{y,0},{f,8}}.
    {move,{atom,line_of_tail_moves},{x,1}}.
    {move,{x,0},{x,2}}.
    {move,{atom,x},{x,0}}.
    {line,[{location,"line_of_tail_moves.erl",10}]}.
    {apply,1}.
    {try_end,{y,0}}.
    {deallocate,1}.
    return.
  {label,8}.
    {try_case,{y,0}}.
    {test,is_eq_exact,
          {f,9},
          [{tr,{x,0},{t_atom,[error,exit,throw]}},{atom,error}]}.
    {test,is_eq_exact,{f,9},[{x,1},{atom,if_clause}]}.
    {move,{x,2},{x,0}}.
    build_stacktrace.
    {line,[{location,"line_of_tail_moves.erl",11}]}.
    {bif,hd,{f,0},[{x,0}],{x,0}}.
    {bif,element,{f,0},[{integer,4},{x,0}],{x,0}}.
    {call_last,1,{f,11},1}. % line/1
  {label,9}.
    {bif,raise,{f,0},[{x,2},{x,1}],{x,0}}.


{function, line, 1, 11}.
  {label,10}.
    {line,[{location,"line_of_tail_moves.erl",13}]}.
    {func_info,{atom,line_of_tail_moves},{atom,line},1}.
  {label,11}.
    {test,is_nonempty_list,{f,10},[{x,0}]}.
    {get_list,{x,0},{x,1},{x,0}}.
    {test,is_tagged_tuple,{f,12},[{x,1},2,{atom,line}]}.
    {get_tuple_element,{x,1},1,{x,0}}.
    return.
  {label,12}.
    {call_only,1,{f,11}}. % line/1


{function, a, 1, 21}.
  {label,20}.
    {line,[{location,"lines.erl",10}]}.
    {func_info,{atom,line_of_tail_moves},{atom,a},1}.
  {label,21}.
    {line,[{location,"lines.erl",11}]}.
    {test,is_eq_exact,{f,22},[{x,0},{atom,true}]}.
    {move,nil,{x,0}}.
    {line,[{location,"lines.erl",12}]}.
    {call_ext_only,1,{extfunc,line_of_tail_moves,line_of,1}}.
  {label,22}.
    if_end.

{function, b, 1, 24}.
  {label,23}.
    {line,[{location,"lines.erl",20}]}.
    {func_info,{atom,line_of_tail_moves},{atom,b},1}.
  {label,24}.
    {line,[{location,"lines.erl",21}]}.
    {test,is_eq_exact,{f,25},[{x,0},{atom,true}]}.
    {move,nil,{x,1}}.
    {line,[{location,"lines.erl",22}]}.
    {call_ext_only,1,{extfunc,line_of_tail_moves,line_of,1}}.
  {label,25}.
    if_end.

{function, c, 1, 27}.
  {label,26}.
    {line,[{location,"lines.erl",30}]}.
    {func_info,{atom,line_of_tail_moves},{atom,c},1}.
  {label,27}.
    {line,[{location,"lines.erl",31}]}.
    {test,is_eq_exact,{f,28},[{x,0},{atom,true}]}.
    {allocate,0,0}.
    {move,nil,{x,0}}.
    {line,[{location,"lines.erl",32}]}.
    {call_ext_last,1,{extfunc,erlang,phash2,1},0}.
  {label,28}.
    if_end.

{function, d, 1, 30}.
  {label,29}.
    {line,[{location,"lines.erl",40}]}.
    {func_info,{atom,line_of_tail_moves},{atom,d},1}.
  {label,30}.
    {line,[{location,"lines.erl",41}]}.
    {test,is_eq_exact,{f,31},[{x,0},{atom,true}]}.
    {allocate,0,0}.
    {move,nil,{x,0}}.
    {line,[{location,"lines.erl",42}]}.
    {call_ext_last,1,{extfunc,line_of_tail_moves,line_of,1},0}.
  {label,31}.
    if_end.

{function, e, 1, 33}.
  {label,32}.
    {line,[{location,"lines.erl",50}]}.
    {func_info,{atom,line_of_tail_moves},{atom,e},1}.
  {label,33}.
    {line,[{location,"lines.erl",51}]}.
    {test,is_eq_exact,{f,34},[{x,0},{atom,true}]}.
    {allocate,0,0}.
    {move,nil,{x,0}}.
    {line,[{location,"lines.erl",52}]}.
    {call_last,1,{f,21},0}.
  {label,34}.
    if_end.

{function, f, 1, 40}.
  {label,39}.
    {line,[{location,"lines.erl",60}]}.
    {func_info,{atom,line_of_tail_moves},{atom,f},1}.
  {label,40}.
    {line,[{location,"lines.erl",61}]}.
    {test,is_eq_exact,{f,41},[{x,0},{atom,true}]}.
    {move,nil,{x,0}}.
    {line,[{location,"lines.erl",62}]}.
    {call_only,1,{f,21}}.
  {label,41}.
    if_end.

{function, g, 1, 43}.
  {label,42}.
    {line,[{location,"lines.erl",70}]}.
    {func_info,{atom,line_of_tail_moves},{atom,g},1}.
  {label,43}.
    {line,[{location,"lines.erl",71}]}.
    {test,is_eq_exact,{f,44},[{x,0},{atom,true}]}.
    {move,{x,0},{x,1}}.
    {move,{x,1},{x,0}}.
    {line,[{location,"lines.erl",72}]}.
    {call_ext_only,1,{extfunc,line_of_tail_moves,line_of,1}}.
  {label,44}.
    if_end.

{function, h, 1, 46}.
  {label,45}.
    {line,[{location,"lines.erl",80}]}.
    {func_info,{atom,line_of_tail_moves},{atom,h},1}.
  {label,46}.
    {line,[{location,"lines.erl",81}]}.
    {test,is_eq_exact,{f,47},[{x,0},{atom,true}]}.
    {allocate,1,1}.
    {move,{x,0},{y,0}}.
    {move,{y,0},{x,0}}.
    {line,[{location,"lines.erl",82}]}.
    {call_ext_last,1,{extfunc,line_of_tail_moves,line_of,1},1}.
  {label,47}.
    if_end.

{function, module_info, 0, 16}.
  {label,15}.
    {line,[]}.
    {func_info,{atom,line_of_tail_moves},{atom,module_info},0}.
  {label,16}.
    {move,{atom,line_of_tail_moves},{x,0}}.
    {call_ext_only,1,{extfunc,erlang,get_module_info,1}}.


{function, module_info, 1, 18}.
  {label,17}.
    {line,[]}.
    {func_info,{atom,line_of_tail_moves},{atom,module_info},1}.
  {label,18}.
    {move,{x,0},{x,1}}.
    {move,{atom,line_of_tail_moves},{x,0}}.
    {call_ext_only,2,{extfunc,erlang,get_module_info,2}}.
